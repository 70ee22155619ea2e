import { describe, expect, it } from 'vitest';
import { createMatrix } from '../math/matrix.ts';
import type { Matrix } from '../math/matrix.ts';
import { createRandom } from '../math/random.ts';
import { splitPoints } from './split-points.ts';
import { WeightedGroups } from './weighted-groups.ts';

const pause = async (): Promise<void> => {};

function line(values: readonly number[]): Matrix {
  return { data: Float32Array.from(values), rows: values.length, columns: 1 };
}

/** Unit vectors around `centre`, which is an axis, or without one in all directions. */
function drawDirections(count: number, axis: number | null, spread: number, seed: number): Matrix {
  const d = 12;
  const random = createRandom(seed);
  const directions = createMatrix(count, d);
  for (let i = 0; i < count; i++) {
    const values = Array.from({ length: d }, (_, t) => spread * random.normal() + (t === axis ? 1 : 0));
    const length = Math.hypot(...values);
    directions.data.set(
      values.map((value) => value / length),
      i * d,
    );
  }
  return directions;
}

function join(...parts: Matrix[]): Matrix {
  const joined = createMatrix(
    parts.reduce((sum, { rows }) => sum + rows, 0),
    parts[0].columns,
  );
  let at = 0;
  for (const { data } of parts) {
    joined.data.set(data, at);
    at += data.length;
  }
  return joined;
}

function shares(labels: Int32Array, weights: Float64Array): number[] {
  const sums: number[] = [];
  let total = 0;
  labels.forEach((label, i) => {
    sums[label] = (sums[label] ?? 0) + weights[i];
    total += weights[i];
  });
  return sums.map((sum) => sum / total).sort((a, b) => b - a);
}

describe('WeightedGroups', () => {
  it('costs weighted squared distances to the weighted means, and the price of size', async () => {
    // Means 1.5 and 10: 1·1.5² + 3·0.5² + 0 = 3; half the price 0.5 times 4² + 2² = 20 gives 5.
    const weights = Float64Array.of(1, 3, 2);
    const groups = new WeightedGroups(line([0, 2, 10]), weights, Int32Array.of(0, 0, 1), { k: 2, price: 0.5 });
    expect(groups.cost()).toBeCloseTo(8, 12);
    expect(await groups.movePoints(pause)).toBe(0);
  });

  it('moves only where that lowers the cost, and never a last point', async () => {
    const weights = Float64Array.of(1, 1, 1, 1);
    const groups = new WeightedGroups(line([0, 9, 10, 11]), weights, Int32Array.of(0, 0, 0, 1), { k: 2, price: 0 });
    let before = groups.cost();
    while ((await groups.movePoints(pause)) > 0) {
      expect(groups.cost()).toBeLessThan(before);
      before = groups.cost();
    }
    // 9, 10 and 11 around their mean 10; 0 alone.
    expect(before).toBeCloseTo(2, 9);
    expect([...groups.labels]).toEqual([0, 1, 1, 1]);
  });
});

describe('splitPoints', () => {
  it('does not tear a topic that stands apart, however large it is', async () => {
    const points = join(
      drawDirections(400, 0, 0.03, 1),
      drawDirections(50, 1, 0.03, 2),
      drawDirections(50, 2, 0.03, 3),
    );
    const weights = new Float64Array(500).fill(1);
    const labels = await splitPoints(points, weights, { count: 3, random: createRandom(5), pause });
    expect(shares(labels, weights)).toEqual([0.8, 0.1, 0.1]);
  });

  it('spreads what lies in no group of its own', async () => {
    const points = join(drawDirections(300, null, 1, 1), drawDirections(20, 0, 0.05, 2));
    const random = createRandom(9);
    const weights = Float64Array.from({ length: 320 }, () => 1 + random.below(20));
    const [largest] = shares(await splitPoints(points, weights, { count: 6, random: createRandom(5), pause }), weights);
    expect(largest).toBeLessThan(0.25);
  });

  it.each([
    ['equal points', line([1, 1, 1, 1, 1]), 4],
    ['zero points', line([0, 0, 0]), 2],
    ['as many groups as points', line([3, 1, 2]), 3],
    ['one group', line([3, 1, 2]), 1],
  ])('leaves no group empty: %s', async (_name, points, count) => {
    const weights = new Float64Array(points.rows).fill(2);
    const labels = await splitPoints(points, weights, { count, random: createRandom(1), pause });
    expect(new Set(labels).size).toBe(count);
  });
});
