import { createPause } from './create-pause.ts';
import type { Matrix } from './matrix.ts';
import type { Random } from './random.ts';

const ITERATIONS = 50;

/**
 * Coordinates of each row on the two axes along which the rows vary most, by power iteration with deflation.
 *
 * @param points - shape (n, d)
 * @returns x0, y0, x1, y1, … about the mean; the largest coordinate on each axis is positive.
 */
export async function findPrincipalCoordinates(
  { data, rows, columns: d }: Matrix,
  random: Random,
  signal?: AbortSignal,
): Promise<Float64Array> {
  const pause = createPause(signal);
  const centred = Float64Array.from(data);
  for (let t = 0; t < d; t++) {
    let mean = 0;
    for (let i = 0; i < rows; i++) mean += data[i * d + t] / rows;
    for (let i = 0; i < rows; i++) centred[i * d + t] -= mean;
  }
  const coordinates = new Float64Array(2 * rows);
  for (let axis = 0; axis < 2; axis++) {
    let direction: Float64Array = Float64Array.from({ length: d }, () => random.normal());
    let along = new Float64Array(rows);
    for (let iteration = 0; iteration < ITERATIONS; iteration++) {
      const length = Math.hypot(...direction);
      if (length === 0) break;
      along = along.map((_, i) => dot(centred, i * d, direction) / length);
      const next = new Float64Array(d);
      for (let i = 0; i < rows; i++) for (let t = 0; t < d; t++) next[t] += along[i] * centred[i * d + t];
      direction = next;
      await pause();
    }
    removeAxis(centred, direction, rows, d);
    const largest = along.reduce((best, value) => (Math.abs(value) > Math.abs(best) ? value : best), 0);
    for (let i = 0; i < rows; i++) coordinates[2 * i + axis] = largest < 0 ? -along[i] : along[i];
  }
  return coordinates;
}

function dot(data: Float64Array, from: number, vector: Float64Array): number {
  let sum = 0;
  for (let t = 0; t < vector.length; t++) sum += data[from + t] * vector[t];
  return sum;
}

function removeAxis(centred: Float64Array, direction: Float64Array, rows: number, d: number): void {
  let square = 0;
  for (const value of direction) square += value * value;
  if (square === 0) return;
  for (let i = 0; i < rows; i++) {
    const share = dot(centred, i * d, direction) / square;
    for (let t = 0; t < d; t++) centred[i * d + t] -= share * direction[t];
  }
}
