import { readInt32 } from '../cluster/cluster.repository.ts';
import type { Context } from '../context.ts';
import { measureAgreement, summaryModelDefinitionSchema } from '@understory/core';
import { gatherOutliers, labelsAtDepth } from '../comparison/load-comparison.ts';
import { describeTree } from '../comparison/measure-trees.ts';
import { NO_SUMMARY } from '../comparison/no-summary.ts';
import { loadExisting } from '../graphql/load-by-id.ts';
import type { GoldAgreement, RunStatistics } from './run-statistics.type.ts';
import type { Run } from './run.type.ts';

/** Numbers about a run's tree and summaries. @returns null while the run has no tree. */
export async function measureRun(context: Context, run: Run): Promise<RunStatistics | null> {
  const { loaders, summaries, clusters } = context;
  const map = await clusters.findMap(run.id);
  if (map === null) return null;
  const tree = await loaders.tree.load(run.id);
  const leaves = readInt32(map.leaves);
  const version = await loadExisting(loaders.summaryModelVersion, run.summaryModelVersionId);
  const { words } = summaryModelDefinitionSchema.parse(version.definition);
  const { meanWords, shareInRange } = await summaries.measureWords(run.id, words);
  return {
    ...describeTree({ tree, leaves: leaves.filter((leaf) => leaf !== NO_SUMMARY) }),
    meanSummaryWords: meanWords,
    wordRangeCompliance: words === null ? null : shareInRange,
    goldAgreement: await measureGold(context, run, leaves),
  };
}

/** Over the conversations that have both a gold label and a summary; outliers count as one more cluster. */
async function measureGold(
  { conversations, loaders }: Context,
  run: Run,
  leaves: Int32Array,
): Promise<GoldAgreement | null> {
  const rows = await conversations.listGoldLabels(run.datasetId, run.conversationCount);
  const labelled = rows.filter(({ position }) => leaves[position] !== NO_SUMMARY);
  if (labelled.length === 0) return null;
  const numbers = new Map<string, number>();
  const truth = labelled.map(({ label }) => {
    const known = numbers.get(label) ?? numbers.size;
    numbers.set(label, known);
    return known;
  });
  const tree = await loaders.tree.load(run.id);
  const compared = { run, tree, leaves: Int32Array.from(labelled, ({ position }) => leaves[position]) };
  const atLeaves = measureAgreement(truth, gatherOutliers(compared, labelsAtDepth(compared, null)));
  const atRoots = measureAgreement(truth, gatherOutliers(compared, labelsAtDepth(compared, 0)));
  return {
    labelCount: numbers.size,
    labelledCount: labelled.length,
    leafAmi: atLeaves.adjustedMutualInformation,
    leafPurity: atLeaves.purity,
    rootAmi: atRoots.adjustedMutualInformation,
    rootPurity: atRoots.purity,
  };
}
