import { Arg, Ctx, FieldResolver, ID, Int, Query, Resolver, Root } from 'type-graphql';
import type { Context } from '../context.ts';
import type { Connection } from '../graphql/connection.ts';
import { AFTER, describeFirst, readPage, toConnection } from '../graphql/connection.ts';
import { isUuid } from '../graphql/is-uuid.ts';
import { loadExisting } from '../graphql/load-by-id.ts';
import { Run } from '../run/run.type.ts';
import type { Summary } from '../summary/summary.type.ts';
import { SummaryConnection } from '../summary/summary.type.ts';
import { Cluster } from './cluster.type.ts';
import { findChildren, findCluster, findParent, findPath } from './walk-tree.ts';

@Resolver(() => Cluster)
export class ClusterResolver {
  @Query(() => Cluster, { nullable: true, description: 'One cluster by its id; null if there is none.' })
  async cluster(
    @Arg('id', () => ID, { description: '`Cluster.id`' }) id: string,
    @Ctx() context: Context,
  ): Promise<Cluster | null> {
    const [runId = '', index = ''] = id.split(':');
    if (!isUuid(runId) || !/^\d{1,9}$/.test(index)) return null;
    return findCluster(context, { runId, index: Number(index) });
  }

  @FieldResolver(() => Run, { description: 'The run that made it.' })
  run(@Root() { runId }: Cluster, @Ctx() { loaders }: Context): Promise<Run> {
    return loadExisting(loaders.run, runId);
  }

  @FieldResolver(() => [Cluster], { description: 'From the root to this cluster, both included.' })
  path(@Root() cluster: Cluster, @Ctx() context: Context): Promise<Cluster[]> {
    return findPath(context, cluster);
  }

  @FieldResolver(() => Cluster, { nullable: true, description: 'The cluster above it; null for a root.' })
  parent(@Root() cluster: Cluster, @Ctx() context: Context): Promise<Cluster | null> {
    return findParent(context, cluster);
  }

  @FieldResolver(() => [Cluster], {
    description: 'The clusters directly below it, from large to small; empty for a leaf.',
  })
  children(@Root() cluster: Cluster, @Ctx() context: Context): Promise<readonly Cluster[]> {
    return findChildren(context, cluster);
  }

  @FieldResolver(() => SummaryConnection, {
    description: 'Its conversations with what this run said of them, nearest to the centroid first.',
  })
  async conversations(
    @Root() { runId, index, size }: Cluster,
    @Arg('first', () => Int, describeFirst()) first: number | null,
    @Arg('after', () => String, AFTER) after: string | null,
    @Ctx() { loaders }: Context,
  ): Promise<Connection<Summary>> {
    const page = readPage({ first, after });
    const offset = page.after === null ? 0 : page.after + 1;
    const positions = await loaders.members.load({ runId, index, offset, limit: page.limit + 1 });
    const found = await Promise.all(positions.map((position) => loaders.summaryAt.load({ runId, position })));
    const summaries = found.filter((summary) => summary !== null);
    return toConnection(summaries, page, size, (_summary, place) => offset + place);
  }
}
