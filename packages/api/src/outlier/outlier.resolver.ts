import { Arg, Ctx, FieldResolver, Float, Int, Resolver, Root } from 'type-graphql';
import { Cluster } from '../cluster/cluster.type.ts';
import { findCluster } from '../cluster/walk-tree.ts';
import type { Context } from '../context.ts';
import type { Connection } from '../graphql/connection.ts';
import { AFTER, describeFirst, readPage, toConnection } from '../graphql/connection.ts';
import { Run } from '../run/run.type.ts';
import { Summary } from '../summary/summary.type.ts';
import { OUTLIER_LEAF } from './outlier-leaf.ts';
import { ChosenClusterCount, ChosenLevelCount, Outlier, OutlierConnection } from './outlier.type.ts';

@Resolver(() => Run)
export class RunOutliersResolver {
  @FieldResolver(() => Int, {
    nullable: true,
    description:
      'Conversations that are too far from every cluster to belong to one. Null for a run that puts every conversation ' +
      'into a cluster (options.cluster.outliers), and until the tree step is done.',
  })
  async outlierCount(@Root() { id }: Run, @Ctx() { loaders }: Context): Promise<number | null> {
    return (await loaders.outlierTotals.load(id))?.count ?? null;
  }

  @FieldResolver(() => Float, {
    nullable: true,
    description:
      'outlierCount / conversationCount, in [0, 1], null with it; the shares of the root clusters make up ' +
      'the rest, but for conversations without a summary.',
  })
  async outlierShare(@Root() { id, conversationCount }: Run, @Ctx() { loaders }: Context): Promise<number | null> {
    const totals = await loaders.outlierTotals.load(id);
    return totals === null ? null : totals.count / Math.max(1, conversationCount);
  }

  @FieldResolver(() => Float, {
    nullable: true,
    description:
      'The Outlier.distance beyond which a conversation is an outlier; null where outlierCount is, and ' +
      'where there was too little to judge by.',
  })
  async outlierThreshold(@Root() { id }: Run, @Ctx() { loaders }: Context): Promise<number | null> {
    return (await loaders.outlierTotals.load(id))?.threshold ?? null;
  }

  @FieldResolver(() => OutlierConnection, {
    description: 'The outliers, farthest first; empty where outlierCount is null.',
  })
  async outliers(
    @Root() { id }: Run,
    @Arg('first', () => Int, describeFirst()) first: number | null,
    @Arg('after', () => String, AFTER) after: string | null,
    @Ctx() { outliers, loaders }: Context,
  ): Promise<Connection<Outlier>> {
    const page = readPage({ first, after });
    const [found, totals] = await Promise.all([outliers.page(id, page), loaders.outlierTotals.load(id)]);
    return toConnection(found, page, totals?.count ?? 0, ({ rank }) => rank);
  }

  @FieldResolver(() => ChosenClusterCount, {
    nullable: true,
    description: 'How the number of base clusters was chosen; null where it was given (options.cluster.k).',
  })
  clusterCountCurve(@Root() { id }: Run, @Ctx() { outliers }: Context): Promise<ChosenClusterCount | null> {
    return outliers.findCountCurve(id);
  }

  @FieldResolver(() => ChosenLevelCount, {
    nullable: true,
    description:
      'How the number of levels of the tree was chosen; null where it was not left to the clusters ' +
      '(options.tree.levels "auto"), or they were too few.',
  })
  levelCountCurve(@Root() { id }: Run, @Ctx() { outliers }: Context): Promise<ChosenLevelCount | null> {
    return outliers.findLevelCurve(id);
  }
}

@Resolver(() => Outlier)
export class OutlierResolver {
  @FieldResolver(() => Summary, { description: 'What the run said of the conversation.' })
  async summary(@Root() { runId, position }: Outlier, @Ctx() { loaders }: Context): Promise<Summary> {
    const found = await loaders.summaryAt.load({ runId, position });
    if (found === null) throw new Error(`The summary at position ${position} of the run ${runId} is gone.`);
    return found;
  }

  @FieldResolver(() => Cluster, { description: 'The leaf that comes nearest.' })
  async nearestCluster(@Root() { runId, nearestIndex }: Outlier, @Ctx() context: Context): Promise<Cluster> {
    const found = await findCluster(context, { runId, index: nearestIndex });
    if (found === null) throw new Error(`The cluster ${nearestIndex} of the run ${runId} is gone.`);
    return found;
  }
}

@Resolver(() => Summary)
export class SummaryOutlierResolver {
  @FieldResolver(() => Boolean, {
    description: 'Whether its conversation is too far from every cluster to belong to one; then `cluster` is null.',
  })
  async isOutlier(@Root() { runId, position }: Summary, @Ctx() { loaders }: Context): Promise<boolean> {
    return (await loaders.leafIndex.load({ runId, position })) === OUTLIER_LEAF;
  }
}
