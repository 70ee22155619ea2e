import { createRandom } from '../../math/random.ts';

const EXACT_UP_TO = 20_000;
const RANDOM_ROUNDS = 9_999;

/**
 * Tests whether two groups of partitions are draws of one kind: is the agreement within the groups higher than across
 * them by more than any other division into groups of the same sizes would give?
 *
 * If the groups are of one kind, every division is as likely as the real one, so the p-value is exact whatever the
 * distribution of agreement is, and however its values depend on each other.
 *
 * @param agreement - symmetric, shape (a + b, a + b); the first a rows are the first group
 * @returns one-sided p-value: over all divisions if there are no more than 20,000, else over 9,999 random ones.
 * @see Székely and Rizzo, "Testing for Equal Distributions in High Dimension", InterStat 2004 (the statistic); Clarke,
 *   "Non-parametric multivariate analyses of changes in community structure", 1993 (groups by permutation)
 */
export function permuteGroups(agreement: readonly Float64Array[], a: number, { seed }: { seed: number }): number {
  const n = agreement.length;
  const real = withinMinusAcross(
    agreement,
    Array.from({ length: n }, (_, i) => i < a),
    a,
  );
  // Sums in another order of addition must count as equal.
  const bound = real - 1e-12;
  let asHigh = 0;
  if (countDivisions(n, a) <= EXACT_UP_TO) {
    let divisions = 0;
    for (const isFirst of listDivisions(n, a)) {
      divisions++;
      if (withinMinusAcross(agreement, isFirst, a) >= bound) asHigh++;
    }
    return asHigh / divisions;
  }
  const random = createRandom(seed);
  const order = Array.from({ length: n }, (_, i) => i);
  for (let round = 0; round < RANDOM_ROUNDS; round++) {
    random.shuffle(order);
    const isFirst = order.map((place) => place < a);
    if (withinMinusAcross(agreement, isFirst, a) >= bound) asHigh++;
  }
  return (asHigh + 1) / (RANDOM_ROUNDS + 1);
}

function withinMinusAcross(agreement: readonly Float64Array[], isFirst: readonly boolean[], a: number): number {
  const n = agreement.length;
  const b = n - a;
  let first = 0;
  let second = 0;
  let across = 0;
  for (let i = 1; i < n; i++) {
    for (let j = 0; j < i; j++) {
      if (isFirst[i] !== isFirst[j]) across += agreement[i][j];
      else if (isFirst[i]) first += agreement[i][j];
      else second += agreement[i][j];
    }
  }
  return first / (a * (a - 1)) + second / (b * (b - 1)) - across / (a * b);
}

function countDivisions(n: number, a: number): number {
  let count = 1;
  for (let i = 1; i <= a; i++) count *= (n - a + i) / i;
  return Math.round(count);
}

/** All choices of `a` out of `n`. */
function* listDivisions(n: number, a: number): Generator<boolean[]> {
  const chosen = Array.from({ length: n }, (_, i) => i < a);
  const indexes = Array.from({ length: a }, (_, i) => i);
  for (;;) {
    yield chosen;
    let at = a - 1;
    while (at >= 0 && indexes[at] === n - a + at) at--;
    if (at < 0) return;
    indexes[at]++;
    for (let i = at + 1; i < a; i++) indexes[i] = indexes[i - 1] + 1;
    chosen.fill(false);
    for (const index of indexes) chosen[index] = true;
  }
}
