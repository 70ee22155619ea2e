import type { GoldDifference, GoldScores, StepOptions } from '@understory/core';
import { compareGoldScores, measureGoldScores } from '@understory/core';
import type { Context } from '../context.ts';
import type { ComparisonInputs } from './comparison-inputs.ts';
import type { ComparisonResults, GoldRow } from './comparison-results.ts';
import type { ComparedRun } from './load-comparison.ts';
import { countLevels, gatherOutliers, listLevels } from './load-comparison.ts';

/** Scores both runs' levels against the dataset's gold labels. */
export async function measureGold(
  { conversations }: Context,
  inputs: ComparisonInputs,
  { signal, onProgress }: Required<Pick<StepOptions, 'signal' | 'onProgress'>>,
): Promise<ComparisonResults['gold']> {
  const { a, b, positions, options } = inputs;
  const rows = await conversations.listGoldLabels(a.run.datasetId, a.run.conversationCount);
  if (rows.length === 0)
    return { reason: 'The dataset has no gold labels: an import reads them from a metadata key that it is given.' };
  const gold = numberLabels(rows, positions);
  if (gold.every((label) => label === -1)) return { reason: 'No conversation that is in both runs has a gold label.' };
  const levels = Math.min(countLevels(a), countLevels(b));
  const measure = async (run: ComparedRun, done: number): Promise<GoldScores | null> => {
    const loaded = await inputs.loadEmbeddings(run, signal);
    return measureGoldScores(
      {
        gold,
        levels: listLevels(run, levels).map((level) => ({ ...level, labels: gatherOutliers(run, level.labels) })),
        ...('embeddings' in loaded ? { embeddings: loaded.embeddings } : {}),
      },
      { seed: options.seed, signal, onProgress: (at, total) => onProgress(done * total + at, 2 * total) },
    );
  };
  const scoresA = await measure(a, 0);
  const scoresB = await measure(b, 1);
  if (scoresA === null || scoresB === null) return { reason: 'No conversation has a gold label.' };
  return {
    labelled: scoresA.labelled,
    classes: scoresA.classes,
    rows: compareGoldScores(scoresA, scoresB).map((difference) => toRow(difference, scoresA, scoresB)),
    warnings: [...new Set([...scoresA.warnings, ...scoresB.warnings])],
  };
}

function numberLabels(rows: readonly { position: number; label: string }[], positions: Int32Array): Int32Array {
  const numbers = new Map<string, number>();
  const byPosition = new Map<number, number>();
  for (const { position, label } of rows) {
    const number = numbers.get(label) ?? numbers.size;
    numbers.set(label, number);
    byPosition.set(position, number);
  }
  return positions.map((position) => byPosition.get(position) ?? -1);
}

function toRow({ score, level, difference, isClear, sentence }: GoldDifference, a: GoldScores, b: GoldScores): GoldRow {
  const read = (scores: GoldScores): GoldRow['a'] => {
    const found =
      score === 'leaveOneOut' || score === 'probe'
        ? scores[score]
        : scores.levels.find(({ name }) => name === level)?.[score];
    if (!found) throw new Error(`There is no gold score "${score}" at "${level}".`);
    return found.estimate;
  };
  return { score, level, a: read(a), b: read(b), difference, isClear, sentence };
}
