import { createPause } from '../math/create-pause.ts';
import type { StepOptions } from '../step-options.ts';

const ITERATIONS = 50;
const SMALLEST_DISTANCE = 1e-6;

/**
 * Places groups on a map of their members: each at the geometric median of its members' positions.
 *
 * The mean of a group that lies on two islands would fall into the sea between them; the median stays with the
 * larger part, where a label is looked for.
 *
 * @param positions - x0, y0, … of the members' map
 * @param groups - members of each group, at least one
 * @returns x0, y0, … of the groups.
 * @see Weiszfeld, "Sur le point pour lequel la somme des distances de n points donnés est minimum", 1937
 */
export async function placeClusters(
  positions: Float32Array,
  groups: readonly Int32Array[],
  { signal }: Pick<StepOptions, 'signal'> = {},
): Promise<Float32Array> {
  const pause = createPause(signal);
  const placed = new Float32Array(2 * groups.length);
  for (const [group, members] of groups.entries()) {
    let x = 0;
    let y = 0;
    for (const i of members) {
      x += positions[2 * i] / members.length;
      y += positions[2 * i + 1] / members.length;
    }
    for (let iteration = 0; iteration < ITERATIONS; iteration++) {
      let total = 0;
      let sumX = 0;
      let sumY = 0;
      for (const i of members) {
        const dx = positions[2 * i] - x;
        const dy = positions[2 * i + 1] - y;
        const weight = 1 / Math.max(SMALLEST_DISTANCE, Math.sqrt(dx * dx + dy * dy));
        total += weight;
        sumX += weight * positions[2 * i];
        sumY += weight * positions[2 * i + 1];
      }
      x = sumX / total;
      y = sumY / total;
      await pause();
    }
    placed[2 * group] = x;
    placed[2 * group + 1] = y;
  }
  return placed;
}
