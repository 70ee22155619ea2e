import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { Cluster } from '../cluster/cluster.type.ts';
import { findCluster } from '../cluster/walk-tree.ts';
import type { Context } from '../context.ts';
import { StoredConversation } from '../conversation/conversation.type.ts';
import { loadExisting } from '../graphql/load-by-id.ts';
import { Run } from '../run/run.type.ts';
import { Summary } from './summary.type.ts';

@Resolver(() => Summary)
export class SummaryResolver {
  @FieldResolver(() => Run, { description: 'The run that says so.' })
  run(@Root() { runId }: Summary, @Ctx() { loaders }: Context): Promise<Run> {
    return loadExisting(loaders.run, runId);
  }

  @FieldResolver(() => StoredConversation, { description: 'The conversation that it is of.' })
  async conversation(@Root() { runId, position }: Summary, @Ctx() { loaders }: Context): Promise<StoredConversation> {
    const { datasetId } = await loadExisting(loaders.run, runId);
    const found = await loaders.conversationAt.load({ datasetId, position });
    if (found === null) throw new Error(`The conversation at position ${position} of ${datasetId} is gone.`);
    return found;
  }

  @FieldResolver(() => Cluster, {
    nullable: true,
    description: 'The leaf it fell into; null for an outlier, and until the tree step is done.',
  })
  async cluster(@Root() { runId, position }: Summary, @Ctx() context: Context): Promise<Cluster | null> {
    const leaf = await context.loaders.leafIndex.load({ runId, position });
    return leaf === null || leaf < 0 ? null : findCluster(context, { runId, index: leaf });
  }
}
