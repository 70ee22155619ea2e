/**
 * The places of the highest scores, best first; the lower place stands first among equal scores.
 *
 * For choices from one long row with a condition: few of the scores enter the short sorted list.
 *
 * @param scores - n scores stand at `scores[from … from + n − 1]`.
 * @param count - how many; fewer are returned if fewer may be chosen.
 * @param mayChoose - whether place i in 0 … n−1 may be chosen. Asked only where the score is high enough.
 *
 * @example
 * selectBest(Float32Array.of(0.1, 0.9, 0.5), { from: 0, n: 3, count: 2 }); // [1, 2]
 */
export function selectBest(
  scores: Float32Array,
  { from, n, count, mayChoose }: { from: number; n: number; count: number; mayChoose?: (place: number) => boolean },
): number[] {
  const best: number[] = [];
  if (count < 1) return best;
  let worst = -Infinity;
  for (let i = 0; i < n; i++) {
    const score = scores[from + i];
    if ((best.length === count && score <= worst) || (mayChoose !== undefined && !mayChoose(i))) continue;
    if (best.length === count) best.pop();
    let place = best.length;
    while (place > 0 && scores[from + best[place - 1]] < score) place--;
    best.splice(place, 0, i);
    worst = scores[from + best[best.length - 1]];
  }
  return best;
}
