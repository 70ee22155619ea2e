import { expect, it } from 'vitest';
import { createRandom } from './random.ts';
import { symmetricEigen } from './symmetric-eigen.ts';

it('finds the eigenvalues 3 and 1 of [[2, 1], [1, 2]]', () => {
  const { values, vectors } = symmetricEigen(Float64Array.of(2, 1, 1, 2), 2);
  expect(Array.from(values)).toEqual([expect.closeTo(3, 12), expect.closeTo(1, 12)]);
  expect(Math.abs(vectors[0][0])).toBeCloseTo(Math.SQRT1_2, 12);
  expect(vectors[0][0]).toBeCloseTo(vectors[0][1], 12);
});

it('takes a random symmetric matrix apart into vectors that rebuild it', () => {
  const n = 12;
  const random = createRandom(4);
  const matrix = new Float64Array(n * n);
  for (let i = 0; i < n; i++) for (let j = 0; j <= i; j++) matrix[i * n + j] = matrix[j * n + i] = random.normal();
  const { values, vectors } = symmetricEigen(matrix, n);
  const rebuilt = matrix.map((_, at) =>
    vectors.reduce((sum, vector, k) => sum + values[k] * vector[Math.floor(at / n)] * vector[at % n], 0),
  );
  rebuilt.forEach((value, at) => expect(value).toBeCloseTo(matrix[at], 10));
});
