import type { Matrix } from './matrix.ts';
import { createMatrix } from './matrix.ts';

/** A copy whose rows have unit length, so that products are cosines; zero rows stay zero. */
export function normaliseRows({ data, rows, columns: d }: Matrix): Matrix {
  const unit = createMatrix(rows, d);
  for (let i = 0; i < rows; i++) {
    let square = 0;
    for (let t = i * d; t < (i + 1) * d; t++) square += data[t] * data[t];
    const scale = square > 0 ? 1 / Math.sqrt(square) : 0;
    for (let t = i * d; t < (i + 1) * d; t++) unit.data[t] = data[t] * scale;
  }
  return unit;
}
