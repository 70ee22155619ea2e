import { InvalidInputError } from '../error/invalid-input-error.ts';
import type { Matrix } from '../math/matrix.ts';
import type { StepOptions } from '../step-options.ts';
import type { Summary } from '../summary/summary.ts';
import type { BaseClusters, ClusterName } from './cluster.ts';
import { findContrastiveExamples } from './contrastive-examples.ts';
import type { NamingModel } from './naming-model.ts';

export interface NameBaseClustersInput {
  base: BaseClusters;
  /** Shape (n, d). */
  embeddings: Matrix;
  /** One per embedding. */
  summaries: readonly Summary[];
}

/**
 * Names the base clusters from their members and from their nearest outsiders.
 *
 * @returns one name per base cluster, in their order.
 * @throws {InvalidInputError} if the naming model gives back another number of names.
 *
 * @example
 * const names = await nameBaseClusters({ base, embeddings, summaries }, { model: new KeywordNamingModel() });
 */
export async function nameBaseClusters(
  { base, embeddings, summaries }: NameBaseClustersInput,
  { model, ...step }: StepOptions & { model: NamingModel },
): Promise<ClusterName[]> {
  const examples = await findContrastiveExamples(embeddings, base, { signal: step.signal });
  const clusters = examples.map(({ members, outsiders }, cluster) => ({
    item: `base cluster ${cluster}`,
    members,
    outsiders,
    parent: null,
    children: [],
  }));
  const names = await model.nameClusters({ clusters, summaries }, step);
  if (names.length !== clusters.length) {
    throw new InvalidInputError(
      `The naming model ${model.provider}/${model.modelId} gave ${names.length} names for ${clusters.length} clusters.`,
    );
  }
  return names;
}
