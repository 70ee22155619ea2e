import { InvalidInputError } from '../error/invalid-input-error.ts';
import type { LanguageModel } from '../model/language-model.ts';
import type { RunOptions } from '../run-options.ts';
import { ModelTreeBuilder } from './prompted/model-tree-builder.ts';
import type { TreeBuilder } from './tree-builder.ts';
import { VectorTreeBuilder } from './vector-tree-builder.ts';

/**
 * The tree builder that a run's options name.
 *
 * @param parts.languageModel - proposes and assigns topics; needed for `model` only.
 * @throws {InvalidInputError} if `model` is asked for and no language model is given.
 */
export function createTreeBuilder(
  { builder }: Pick<RunOptions['tree'], 'builder'>,
  { languageModel, concurrency }: { languageModel?: LanguageModel; concurrency?: number } = {},
): TreeBuilder {
  if (builder === 'vectors') return new VectorTreeBuilder();
  if (languageModel === undefined) {
    throw new InvalidInputError('The tree builder "model" needs a language model to ask; use "vectors" without one.');
  }
  return new ModelTreeBuilder(languageModel, { concurrency });
}
