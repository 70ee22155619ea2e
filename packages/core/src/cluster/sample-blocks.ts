import { squaredDifference } from '../math/dot.ts';
import type { Matrix } from '../math/matrix.ts';
import type { Random } from '../math/random.ts';
import type { StepOptions } from '../step-options.ts';
import { clusterEmbeddings } from './cluster-embeddings.ts';

/** Conversations in a block, on average: several times as many as in the largest clusters that are looked for. */
const BLOCK_SIZE = 800;

/**
 * Draws rows in whole blocks of similar ones: coarse clusters, taken at random. Among rows drawn one by one, a small
 * cluster would have hardly a member left; in its block it is as large as it is. Of a block that is larger than all that
 * is wanted, the surroundings of one member are taken.
 *
 * @returns about `limit` rows, ascending; null if there are no more, so that all are taken.
 */
export async function sampleBlocks(
  embeddings: Matrix,
  limit: number,
  { random, signal, onProgress }: StepOptions & { random: Random },
): Promise<Int32Array | null> {
  const n = embeddings.rows;
  if (n <= limit) return null;
  const k = Math.ceil(n / BLOCK_SIZE);
  const { labels } = await clusterEmbeddings(embeddings, {
    k,
    seed: random.below(4294967296),
    starts: 1,
    signal,
    onProgress,
  });
  const members: number[][] = Array.from({ length: k }, () => []);
  labels.forEach((block, row) => members[block].push(row));
  const taken: number[] = [];
  for (const block of random.shuffle(Array.from(members.keys()))) {
    let rows = members[block];
    if (taken.length + rows.length > 1.1 * limit) {
      if (rows.length <= 1.1 * limit) continue;
      rows = takeNeighbourhood(embeddings, rows, { count: limit - taken.length, random });
    }
    for (const row of rows) taken.push(row);
    if (taken.length >= 0.9 * limit) break;
  }
  return Int32Array.from(taken).sort();
}

/** Of a block that is too large, one member and those nearest to it: small clusters stay whole in that too. */
function takeNeighbourhood(
  { data, columns: d }: Matrix,
  rows: readonly number[],
  { count, random }: { count: number; random: Random },
): number[] {
  const middle = rows[random.below(rows.length)];
  const distances = Float64Array.from(rows, (row) => squaredDifference(data, row * d, middle * d, d));
  const order = Array.from(rows.keys()).sort((one, other) => distances[one] - distances[other] || one - other);
  return order.slice(0, count).map((place) => rows[place]);
}
