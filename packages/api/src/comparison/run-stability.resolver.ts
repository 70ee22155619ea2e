import { Arg, Ctx, FieldResolver, Float, ID, Mutation, Resolver, Root } from 'type-graphql';
import { Cluster } from '../cluster/cluster.type.ts';
import type { Context } from '../context.ts';
import { ComparisonComputation } from './comparison-computation.type.ts';
import type { StabilityKind } from './comparison-statistics.type.ts';
import { StabilityEnum } from './comparison-statistics.type.ts';
import { classifyStability } from './present-results.ts';
import { startStability } from './run-stability.ts';

const SOURCE =
  'A leaf is sought among leaves, a topic above them at any depth of the trees over those. Null until ' +
  '`measureStability` or a comparison of the whole run is done, and for topics that a language model arranged.';

@Resolver(() => Cluster)
export class RunStabilityResolver {
  @Mutation(() => ComparisonComputation, {
    description:
      'Clusters a run again under other seeds, which says which of its clusters are real: `Cluster.stability`. Its ' +
      'progress is that of a comparison: `comparisonProgress`, `cancelComparison`. At most 100,000 conversations.',
  })
  measureStability(
    @Arg('runId', () => ID, { description: '`Run.id` of a run that has ended.' }) runId: string,
    @Ctx() { workspace }: Context,
  ): Promise<ComparisonComputation> {
    return startStability(workspace, runId);
  }

  @FieldResolver(() => Float, {
    nullable: true,
    description: `Mean Jaccard index with the most similar cluster under another seed, in [0, 1]. ${SOURCE}`,
  })
  stability(@Root() cluster: Cluster, @Ctx() context: Context): Promise<number | null> {
    return readStability(cluster, context);
  }

  @FieldResolver(() => StabilityEnum, { nullable: true, description: `\`stability\` in words. ${SOURCE}` })
  async stabilityKind(@Root() cluster: Cluster, @Ctx() context: Context): Promise<StabilityKind | null> {
    const stability = await readStability(cluster, context);
    return stability === null ? null : classifyStability(stability);
  }
}

async function readStability({ runId, index }: Cluster, { loaders }: Context): Promise<number | null> {
  return (await loaders.stability.load(runId))?.get(index) ?? null;
}
