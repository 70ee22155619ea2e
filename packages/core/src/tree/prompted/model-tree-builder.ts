import { fingerprint } from '../../checkpoint/fingerprint.ts';
import type { ClusterName } from '../../cluster/cluster.ts';
import type { LanguageModel } from '../../model/language-model.ts';
import { recordFailure } from '../../model/record-failure.ts';
import { normaliseRows } from '../../math/normalise-rows.ts';
import { createBranchIds } from '../branch-ids.ts';
import type { TreeBranch } from '../build-tree-structure.ts';
import { byPlace } from '../build-tree-structure.ts';
import type { GroupBranchesOptions } from '../group-branches.ts';
import { createLeaves, directionsOf, groupByDirection, joinBranches } from '../group-branches.ts';
import { nameBranches } from '../name-branches.ts';
import type { NextLevel } from '../plan-levels.ts';
import { countRootsOfLevels, planNextLevel } from '../plan-levels.ts';
import type { ArrangeOptions, Arrangement, BuildTreeInput, TreeBuilder } from '../tree-builder.ts';
import { assignClusters } from './assign-clusters.ts';
import { proposeNames } from './propose-names.ts';

export interface ModelTreeBuilderOptions {
  /** Clusters per neighbourhood, on average: as many as one call proposes names for. Default 40, as in Clio. */
  neighbourhoodSize?: number;
  /** Calls under way at once. The model client's own limits come on top. Default 50. */
  concurrency?: number;
}

/** Raised when prompts or the treatment of answers change, so that older trees are not taken for new ones. */
const VERSION = 1;

/**
 * Arranges base clusters by asking a language model, from the bottom up: names for the next level are proposed for each
 * neighbourhood of clusters and tidied across neighbourhoods, every cluster is assigned to one of them, and what came
 * together is named anew from its children; again until there are at most `maxRoots`.
 *
 * Every level is smaller by a quarter at least, whatever the model answers: a level for which it proposes or uses fewer
 * than two names is grouped by its vectors instead, and `onFailure` is told. A node that has come to have too many
 * children gets a level between, by their vectors.
 *
 * @see Tamkin et al., "Clio: Privacy-Preserving Insights into Real-World AI Use", 2024, appendix G
 */
export class ModelTreeBuilder implements TreeBuilder {
  readonly fingerprint: string;
  readonly #model: LanguageModel;
  readonly #neighbourhoodSize: number;
  readonly #concurrency: number;

  constructor(model: LanguageModel, { neighbourhoodSize = 40, concurrency = 50 }: ModelTreeBuilderOptions = {}) {
    this.#model = model;
    this.#neighbourhoodSize = neighbourhoodSize;
    this.#concurrency = concurrency;
    this.fingerprint = fingerprint({
      kind: 'model-tree',
      version: VERSION,
      model: model.fingerprint,
      neighbourhoodSize,
    });
  }

  async arrange(input: BuildTreeInput, options: ArrangeOptions): Promise<Arrangement> {
    const { seed, signal, model, onFailure, onProgress } = options;
    const { maxRoots, branching } = planShape(input.base.centroids.rows, options);
    const directions = normaliseRows(input.base.centroids);
    const itemOf = await createBranchIds(input, signal);
    const names = new Map<TreeBranch, ClusterName>();
    let level = createLeaves(input.base);
    level.forEach((leaf, cluster) => names.set(leaf, input.names[cluster]));

    const total = level.length;
    let reported = 0;
    const report = (done: number): void => {
      reported = Math.max(reported, Math.min(total, Math.round(done)));
      onProgress?.(reported, total);
    };
    for (let height = 0; level.length > maxRoots; height++) {
      const count = level.length;
      const plan = planNextLevel(count, { maxRoots, branching });
      const grouping = { directions, seed: (seed + Math.imul(height, 0x9e3779b9)) | 0, signal };
      const groups = await this.#groupLevel(level.sort(byPlace), plan, {
        ...grouping,
        names,
        itemOf,
        onFailure,
        onProgress: (assigned) => report(total - count + ((count - plan.target) * assigned) / count),
      });
      const next: TreeBranch[] = [];
      for (const group of groups) next.push(await joinBranches(group, { ...grouping, branching }));
      await nameBranches(next, input, { model, names, signal, onFailure });
      level = next;
    }
    report(total);
    return { roots: level.sort(byPlace), names };
  }

  /** @returns two or more groups, none empty and no more than `plan.limit`; one group where the plan wants one. */
  async #groupLevel(
    branches: readonly TreeBranch[],
    plan: NextLevel,
    options: GroupBranchesOptions &
      Pick<ArrangeOptions, 'onFailure' | 'onProgress'> & {
        names: ReadonlyMap<TreeBranch, ClusterName>;
        itemOf: (branch: TreeBranch) => string;
      },
  ): Promise<TreeBranch[][]> {
    const { names, itemOf, signal, onFailure, onProgress } = options;
    if (plan.limit === 1) return [[...branches]];
    const shared = { model: this.#model, concurrency: this.#concurrency, signal, onFailure };
    const neighbourhoodCount = Math.ceil(branches.length / this.#neighbourhoodSize);
    const neighbourhoods = await groupByDirection(branches, neighbourhoodCount, options);
    const nameOf = (branch: TreeBranch): ClusterName => names.get(branch)!;
    const candidates = await proposeNames(
      neighbourhoods.map((group) => group.map(nameOf)),
      { ...shared, level: plan },
    );
    if (candidates.length > 1) {
      const choices = await assignClusters(
        branches.map(nameOf),
        candidates,
        directionsOf(branches, options.directions),
        { ...shared, seed: options.seed, itemOf: (i) => `cluster ${itemOf(branches[i])}`, onProgress },
      );
      const groups: TreeBranch[][] = candidates.map(() => []);
      choices?.forEach((choice, i) => groups[choice].push(branches[i]));
      const filled = groups.filter(({ length }) => length > 0);
      if (filled.length > 1) return filled;
    }
    const item = `level of ${branches.length} clusters`;
    const error = new Error('The language model gathered all clusters under one name, or under none it had proposed');
    recordFailure(error, { item, substitute: 'they were grouped by their vectors' }, { signal, onFailure });
    return groupByDirection(branches, Math.max(2, plan.target), options);
  }
}

/** A number of levels is met by the number of children that leads to it; what the model answers may make it one more. */
function planShape(
  leafCount: number,
  { maxRoots = 10, branching = 4, levels = null }: ArrangeOptions,
): { maxRoots: number; branching: number } {
  if (levels === null || leafCount < 2) return { maxRoots, branching };
  const roots = countRootsOfLevels(leafCount, { levels, maxRoots });
  return { maxRoots: roots, branching: Math.max(2, (leafCount / roots) ** (1 / (levels - 1))) };
}
