import type { Matrix } from '../../math/matrix.ts';
import { createMatrix, matrixRow } from '../../math/matrix.ts';
import { normaliseRows } from '../../math/normalise-rows.ts';
import { createRandom } from '../../math/random.ts';
import { topP } from '../../math/top-p.ts';
import type { StepOptions } from '../../step-options.ts';
import type { GoldLabels } from './gold-labels.ts';

export interface ProbeOptions extends StepOptions {
  /** Neighbours that vote. Default 5. */
  neighbours?: number;
  /** Labelled conversations to predict; all when there are no more. Default 5,000. */
  queries?: number;
  /** Chooses the queries. */
  seed: number;
}

/**
 * Predicts the gold label of conversations from their nearest labelled neighbours by cosine, each left out of its own
 * prediction: how much the embeddings know of the labels, whatever the clustering makes of it.
 *
 * Exact and without training, so leaving one out is a full cross-validation. Equal votes go to the label whose
 * neighbour is nearest.
 *
 * @param embeddings - shape (n, d), a row per conversation
 * @returns 1 where the prediction is right, 0 where not, NaN where none was made; per labelled conversation.
 */
export async function probeNeighbours(
  embeddings: Matrix,
  { items, labels }: GoldLabels,
  { neighbours = 5, queries = 5000, seed, signal, onProgress }: ProbeOptions,
): Promise<Float32Array> {
  const m = items.length;
  const correct = new Float32Array(m).fill(Number.NaN);
  if (m < 2) return correct;
  const labelled = createMatrix(m, embeddings.columns);
  items.forEach((item, i) => labelled.data.set(matrixRow(embeddings, item), i * embeddings.columns));
  const unit = normaliseRows(labelled);
  const rows = chooseRows(m, queries, seed);
  const k = Math.min(neighbours, m - 1);
  const top = await topP(unit, unit, null, k + 1, { rows, signal, onProgress });
  rows.forEach((row, q) => {
    const nearest = top.indices.subarray(q * (k + 1), (q + 1) * (k + 1)).filter((other) => other !== row);
    correct[row] = Number(vote(nearest.subarray(0, k), labels) === labels[row]);
  });
  return correct;
}

/** The label that most neighbours have; of equal ones the first. */
function vote(nearest: Int32Array, labels: Int32Array): number {
  const votes = new Map<number, number>();
  for (const other of nearest) votes.set(labels[other], (votes.get(labels[other]) ?? 0) + 1);
  let winner = -1;
  let most = 0;
  for (const [label, count] of votes) if (count > most) [winner, most] = [label, count];
  return winner;
}

function chooseRows(m: number, limit: number, seed: number): Int32Array {
  const all = Array.from({ length: m }, (_, i) => i);
  return Int32Array.from(m <= limit ? all : createRandom(seed).shuffle(all).slice(0, limit)).sort();
}
