import type { Matrix } from '../math/matrix.ts';
import { createRandom } from '../math/random.ts';
import type { StepOptions } from '../step-options.ts';
import { measureTrustworthiness } from './measure-trustworthiness.ts';

const JUDGED_WHOLE = 4_000;
const SAMPLE_SIZE = 2_000;

/**
 * The trustworthiness of a run's map, in three digits: more would depend on the processor's rounding, and on the sample
 * that large maps are judged by.
 *
 * @param points - what the map was made from, shape (n, d)
 * @returns in [0, 1]; null for fewer than three points, which have no neighbourhoods.
 */
export async function judgeMap(
  points: Matrix,
  positions: Float32Array,
  { seed, ...step }: StepOptions & { seed: number },
): Promise<number | null> {
  const n = points.rows;
  if (n < 3) return null;
  const rows = n > JUDGED_WHOLE ? sampleRows(n, seed) : undefined;
  return Math.round(1000 * (await measureTrustworthiness(points, positions, { rows, ...step }))) / 1000;
}

function sampleRows(n: number, seed: number): Int32Array {
  const all = Array.from({ length: n }, (_, i) => i);
  return Int32Array.from(createRandom(seed).shuffle(all).slice(0, SAMPLE_SIZE)).sort();
}
