/**
 * The conversations that stand farthest from where they stand on the other map.
 *
 * @param a - x0, y0, … of one map; NaN for a conversation without a place
 * @param b - of the other, laid over it
 * @param share - of the conversations that both maps show, in (0, 1]; at least one of them.
 * @returns their positions in the dataset, the farthest first.
 */
export function listMovers(a: Float32Array, b: Float32Array, share: number): number[] {
  const shared: { position: number; distance: number }[] = [];
  for (let position = 0; 2 * position < Math.min(a.length, b.length); position += 1) {
    const distance = Math.hypot(a[2 * position]! - b[2 * position]!, a[2 * position + 1]! - b[2 * position + 1]!);
    if (!Number.isNaN(distance)) {
      shared.push({ position, distance });
    }
  }
  return shared
    .toSorted((left, right) => right.distance - left.distance || left.position - right.position)
    .slice(0, Math.ceil(share * shared.length))
    .map(({ position }) => position);
}
