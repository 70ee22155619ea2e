import type { Context } from '../context.ts';
import type { ConversationChange } from './comparison.type.ts';
import type { ComparedRun, LoadedComparison } from './load-comparison.ts';
import type { RankedChange } from './rank-changes.ts';

/** What both runs made of one conversation: summaries, and the paths to its leaves. */
export async function describeChange(
  { loaders }: Pick<Context, 'loaders'>,
  { a, b, positions }: LoadedComparison,
  { item, change }: RankedChange,
): Promise<ConversationChange> {
  const position = positions[item];
  const [conversation, summaryA, summaryB] = await Promise.all([
    loaders.conversationAt.load({ datasetId: a.run.datasetId, position }),
    loaders.summaryAt.load({ runId: a.run.id, position }),
    loaders.summaryAt.load({ runId: b.run.id, position }),
  ]);
  if (conversation === null || summaryA === null || summaryB === null) {
    throw new Error(`The conversation at position ${position} was deleted while it was being read.`);
  }
  const pathIn = ({ tree, leaves }: ComparedRun): ConversationChange['pathA'] =>
    leaves[item] < 0 ? [] : tree.pathTo(tree.clusters[leaves[item]]);
  return { conversation, summaryA, summaryB, pathA: pathIn(a), pathB: pathIn(b), change };
}
