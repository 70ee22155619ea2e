import { InvalidInputError } from '../error/invalid-input-error.ts';
import type { LanguageModel } from '../model/language-model.ts';
import type { RunOptions } from '../run-options.ts';
import { KeywordNamingModel } from './keyword-naming/keyword-naming-model.ts';
import type { NamingModel } from './naming-model.ts';
import { PromptedNamingModel } from './prompted-naming/prompted-naming-model.ts';

/**
 * The naming model that a run's options name.
 *
 * @param parts.languageModel - answers the prompts; the local model needs none. It must be the one that is named.
 * @throws {InvalidInputError} if the options name a language model and none, or another one, is given.
 *
 * @example
 * const provider = new OpenAIChatProvider({ apiKey, modelId: options.naming.modelId });
 * const model = createNamingModel(options.naming, { languageModel: client.languageModel(provider, { step: 'name' }) });
 */
export function createNamingModel(
  naming: RunOptions['naming'],
  { languageModel, concurrency }: { languageModel?: LanguageModel; concurrency?: number } = {},
): NamingModel {
  if (naming.provider === 'local') return new KeywordNamingModel();
  if (languageModel === undefined) {
    throw new InvalidInputError(
      `The names come from ${naming.provider}/${naming.modelId}, but there is no language model to ask. ` +
        'Set OPENAI_API_KEY, or OPENAI_BASE_URL for another server, or use the naming local/keyword.',
    );
  }
  if (languageModel.modelId !== naming.modelId) {
    throw new InvalidInputError(`The naming asks for "${naming.modelId}", but was given "${languageModel.modelId}".`);
  }
  return new PromptedNamingModel(languageModel, { concurrency });
}
