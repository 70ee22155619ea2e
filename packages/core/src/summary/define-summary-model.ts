import { describeIssues } from '../error/describe-issues.ts';
import { InvalidInputError } from '../error/invalid-input-error.ts';
import type { LanguageModel } from '../model/language-model.ts';
import { ExtractiveSummaryModel } from './extractive/extractive-summary-model.ts';
import { PromptedSummaryModel } from './prompted/prompted-summary-model.ts';
import { RecordedSummaryModel } from './recorded-summary-model.ts';
import { summaryModelDefinitionSchema } from './summary-model-definition.ts';
import type { SummaryModelDefinitionInput } from './summary-model-definition.ts';
import type { SummaryModel } from './summary-model.ts';

/** What a definition of `kind: 'prompt'` needs besides itself. */
export interface SummaryModelParts {
  /** Answers the prompts. It must be the model that the definition names. */
  languageModel?: LanguageModel;
  /** Conversations summarised at once; the model client has limits of its own. */
  concurrency?: number;
}

/**
 * Creates the summary model that a definition describes.
 *
 * @throws {InvalidInputError} if the definition is not valid (the message names each faulty field), or if it asks a
 * language model and none, or another one, is given.
 * @example
 * const model = defineSummaryModel({ kind: 'extractive', glossary: [{ name: 'Segments', aliases: ['audience'] }] });
 */
export function defineSummaryModel(
  definition: SummaryModelDefinitionInput,
  { languageModel, concurrency }: SummaryModelParts = {},
): SummaryModel {
  const parsed = summaryModelDefinitionSchema.safeParse(definition);
  if (!parsed.success) {
    throw new InvalidInputError(
      `The summary model's definition is not valid. ${describeIssues('definition', parsed.error)}`,
    );
  }
  switch (parsed.data.kind) {
    case 'extractive':
      return new ExtractiveSummaryModel(parsed.data);
    case 'recorded':
      return new RecordedSummaryModel(parsed.data);
    case 'prompt': {
      const { provider, modelId } = parsed.data;
      if (languageModel === undefined) {
        throw new InvalidInputError(
          `The summary model asks ${provider}/${modelId}, but there is no language model to ask. ` +
            'Set OPENAI_API_KEY, or OPENAI_BASE_URL for another server, or use an extractive summary model.',
        );
      }
      if (languageModel.modelId !== modelId) {
        throw new InvalidInputError(
          `The summary model asks for "${modelId}", but was given "${languageModel.modelId}".`,
        );
      }
      return new PromptedSummaryModel(parsed.data, languageModel, { concurrency });
    }
  }
}
