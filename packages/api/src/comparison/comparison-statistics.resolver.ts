import { Arg, Args, Ctx, FieldResolver, Float, ID, Int, Mutation, Resolver, Root, Subscription } from 'type-graphql';
import { beginSubscription } from '../graphql/begin-subscription.ts';
import type { Connection } from '../graphql/connection.ts';
import { AFTER, describeFirst, paginate } from '../graphql/connection.ts';
import type { Context } from '../context.ts';
import { Run } from '../run/run.type.ts';
import type { ComparisonResults, StoredStability } from './comparison-results.ts';
import type { StoredPart } from './comparison.repository.ts';
import { ClusterMatch, RunComparison } from './comparison.type.ts';
import { ComparisonArgs, ComparisonComputation, ComparisonPart } from './comparison-computation.type.ts';
import type { ClusterStability, ComparedSide } from './comparison-statistics.type.ts';
import { ClusterStabilityConnection, ComparedSideEnum, NoiseFloor } from './comparison-statistics.type.ts';
import { GoldComparison } from './gold-comparison.type.ts';
import { readsStored } from './load-comparison.ts';
import { describeTree } from './measure-trees.ts';
import { openComparison } from './open-comparison.ts';
import { classifyStability, presentGold, presentNoiseFloor, presentQuality } from './present-results.ts';
import { cancelComparison, readComparisonOptions, startComparison } from './start-comparison.ts';
import { startControlledRun } from './start-controlled-run.ts';
import { stateVerdict } from './state-verdict.ts';
import { SummaryQualityComparison } from './summary-quality.type.ts';
import { ComparedSilhouette, ComparedStructure } from './tree-structure.type.ts';
import { watchComparison } from './watch-comparison.ts';

const STARTS = 'Asking for it starts the computation in the worker, once; null until it is there.';

/** What is costly to compute of two runs: done by the worker, read from storage. */
@Resolver(() => RunComparison)
export class ComparisonStatisticsResolver {
  @Mutation(() => RunComparison, {
    description:
      'Starts the costly parts of a comparison, or goes on with one that failed or was cancelled. What is there ' +
      'already is not computed again.',
  })
  async startComparison(
    @Args(() => ComparisonArgs) { a: idA, b: idB, options }: ComparisonArgs,
    @Ctx() context: Context,
  ): Promise<RunComparison> {
    const comparison = await openComparison(context, idA, idB, options);
    const { a, b } = comparison;
    await startComparison(context.workspace, { a, b, options: readComparisonOptions(options), isAgain: true });
    return comparison;
  }

  @Mutation(() => ComparisonComputation, {
    description: 'Stops a computation. The parts that are done are kept; one that has ended stays as it is.',
  })
  cancelComparison(
    @Arg('id', () => ID, { description: '`RunComparison.computation.id`' }) id: string,
    @Ctx() { workspace }: Context,
  ): Promise<ComparisonComputation> {
    return cancelComparison(workspace, id);
  }

  @Mutation(() => Run, {
    description:
      "Starts the run that makes a comparison clean: A's configuration with only B's summary model. Takes " +
      "B's summaries where B covers the same conversations.",
  })
  startControlledRun(
    @Arg('a', () => ID, {
      description: '`Run.id` of the run whose configuration is taken; one that was computed here.',
    })
    idA: string,
    @Arg('b', () => ID, { description: '`Run.id` of the run whose summary model is taken; over the same dataset.' })
    idB: string,
    @Ctx() { workspace }: Context,
  ): Promise<Run> {
    return startControlledRun(workspace, idA, idB);
  }

  @Subscription(() => ComparisonComputation, {
    description: 'Sends the state at once, then on every change, until the computation has ended.',
    subscribe: async ({ args, context }) => {
      const id = String(args.id);
      const { workspace } = context as Context;
      const isThere = (await workspace.comparisons.find(id)) !== null;
      return beginSubscription(context as Context, { kind: 'comparison', id, isThere }, () =>
        watchComparison(workspace, id),
      );
    },
  })
  comparisonProgress(
    @Arg('id', () => ID, { description: '`RunComparison.computation.id`' }) _id: string,
    @Root() comparison: ComparisonComputation,
  ): ComparisonComputation {
    return comparison;
  }

  @FieldResolver(() => String, {
    description: 'One plain sentence: held against the noise floor where that is measured, and saying so where not.',
  })
  async verdict(@Root() { loaded, state }: RunComparison): Promise<string> {
    const floor = await state.peek('noise_floor');
    return floor === null || 'reason' in floor ? stateVerdict(loaded) : floor.sentence;
  }

  @FieldResolver(() => ComparisonComputation, {
    nullable: true,
    description:
      'The computation of the costly parts. Asking for it starts them; null while one of the runs is being executed.',
  })
  computation(@Root() { state }: RunComparison): Promise<ComparisonComputation | null> {
    return state.ensure();
  }

  @FieldResolver(() => NoiseFloor, {
    nullable: true,
    description: `Whether the runs differ by more than what another seed alone would change. ${STARTS}`,
  })
  async noiseFloor(@Root() { state }: RunComparison): Promise<NoiseFloor | null> {
    const stored = await state.request('noise_floor');
    return stored && presentNoiseFloor(stored, state.options.reseedCount);
  }

  @FieldResolver(() => ClusterStabilityConnection, {
    nullable: true,
    description:
      'How well the clusters of one run survive other seeds, at every depth, the least stable first; those that are ' +
      `not measured are left out. ${STARTS}`,
  })
  async clusterStability(
    @Root() { state, loaded }: RunComparison,
    @Arg('side', () => ComparedSideEnum, { description: 'The run whose clusters are listed.' }) side: ComparedSide,
    @Arg('first', () => Int, describeFirst()) first: number | null,
    @Arg('after', () => String, AFTER) after: string | null,
    @Ctx() { loaders }: Context,
  ): Promise<Connection<ClusterStability> | null> {
    const stored = await state.request('noise_floor');
    if (stored === null) return null;
    const measured = (await readStability(stored, loaded, side, loaders)).toSorted(
      (one, other) => one.stability - other.stability || one.index - other.index,
    );
    return paginate(measured, { first, after }, ({ index, stability }) => ({
      cluster: loaded[side].tree.clusters[index],
      stability,
      kind: classifyStability(stability),
    }));
  }

  @FieldResolver(() => SummaryQualityComparison, {
    nullable: true,
    description: `The summaries of both runs, measured without a language model. ${STARTS}`,
  })
  async summaryQuality(@Root() { state }: RunComparison): Promise<SummaryQualityComparison | null> {
    const stored = await state.request('summary_quality');
    return stored && presentQuality(stored);
  }

  @FieldResolver(() => GoldComparison, {
    nullable: true,
    description: `Both runs against the gold labels of the dataset. ${STARTS}`,
  })
  async gold(@Root() { state }: RunComparison): Promise<GoldComparison | null> {
    const stored = await state.request('gold');
    return stored && presentGold(stored);
  }

  @FieldResolver(() => ComparedStructure, { description: 'The shapes of both trees.' })
  async structure(@Root() { loaded, state }: RunComparison): Promise<ComparedStructure> {
    const stored = readsStored(loaded) ? await state.peek('structure') : null;
    return stored ?? { a: describeTree(loaded.a), b: describeTree(loaded.b) };
  }

  @FieldResolver(() => ComparedSilhouette, {
    nullable: true,
    description: `How well the clusters of both runs are apart in their embeddings. ${STARTS}`,
  })
  silhouette(@Root() { state }: RunComparison): Promise<ComparedSilhouette | null> {
    return state.request('silhouette');
  }
}

/** From the comparison, or where that clustered a sample again, from the whole run if it has been measured. */
async function readStability(
  stored: ComparisonResults['noise_floor'],
  { a, b }: RunComparison['loaded'],
  side: ComparedSide,
  { stability }: Context['loaders'],
): Promise<StoredStability[]> {
  const measured = 'reason' in stored ? [] : side === 'a' ? stored.stabilityA : stored.stabilityB;
  const { run, tree } = side === 'a' ? a : b;
  if (measured.some(({ index }) => tree.clusters[index].isLeaf)) return measured;
  const whole = await stability.load(run.id);
  return whole === null ? measured : Array.from(whole, ([index, each]) => ({ index, stability: each }));
}

@Resolver(() => ComparisonComputation)
export class ComparisonComputationResolver {
  @FieldResolver(() => Float, {
    description: 'How far it is, in [0, 1]: the mean over its parts, however long each takes.',
  })
  async progress(@Root() { id }: ComparisonComputation, @Ctx() { comparisons }: Context): Promise<number> {
    return progressOf(await comparisons.listParts(id));
  }

  @FieldResolver(() => Float, {
    nullable: true,
    description: 'Most memory that the worker held during any part, in bytes; null until the first is done.',
  })
  async peakMemoryBytes(
    @Root() { id }: ComparisonComputation,
    @Ctx() { comparisons }: Context,
  ): Promise<number | null> {
    const peaks = (await comparisons.listParts(id)).flatMap(({ peakMemoryBytes }) => peakMemoryBytes ?? []);
    return peaks.length === 0 ? null : Math.max(...peaks);
  }

  @FieldResolver(() => [ComparisonPart], { description: 'Its parts, in the order in which they are computed.' })
  parts(@Root() { id }: ComparisonComputation, @Ctx() { comparisons }: Context): Promise<ComparisonPart[]> {
    return comparisons.listParts(id);
  }
}

const STABILITY =
  'Mean Jaccard index with the most similar cluster under another seed; null for outliers and what is not measured.';

@Resolver(() => ClusterMatch)
export class ClusterMatchResolver {
  @FieldResolver(() => Float, {
    nullable: true,
    description: `How well A's cluster survives other seeds, in [0, 1]. ${STABILITY} ${STARTS}`,
  })
  async stabilityA(@Root() match: ClusterMatch, @Ctx() { loaders }: Context): Promise<number | null> {
    return stabilityOf(match, 'a', loaders);
  }

  @FieldResolver(() => Float, {
    nullable: true,
    description: `How well B's cluster survives other seeds, in [0, 1]. ${STABILITY} ${STARTS}`,
  })
  async stabilityB(@Root() match: ClusterMatch, @Ctx() { loaders }: Context): Promise<number | null> {
    return stabilityOf(match, 'b', loaders);
  }
}

async function stabilityOf(
  { state, loaded, ...match }: ClusterMatch,
  side: ComparedSide,
  loaders: Context['loaders'],
): Promise<number | null> {
  const cluster = match[side];
  const stored = await state.request('noise_floor');
  if (stored === null || cluster === null) return null;
  const stability = await readStability(stored, loaded, side, loaders);
  return stability.find(({ index }) => index === cluster.index)?.stability ?? null;
}

function progressOf(parts: readonly Pick<StoredPart, 'status' | 'done' | 'total'>[]): number {
  const shares = parts.map(({ status, done, total }) => {
    if (status === 'completed') return 1;
    return total === 0 ? 0 : Math.min(1, done / total);
  });
  return shares.reduce((sum, share) => sum + share, 0) / Math.max(1, parts.length);
}
