/**
 * Decides how many nodes each level above the leaves has, from the lowest level to the roots.
 *
 * The number of levels is the smallest that brings b leaves down to `maxRoots` when each level has `branching` times
 * fewer nodes than the one below. The number of roots is chosen between that quotient and twice it, where the heights
 * of the hierarchy make the largest relative step: where the next merge would join what lies far apart. Levels between
 * leaves and roots are spaced by equal ratios.
 *
 * @param heights - the b − 1 merge heights of the hierarchy, ascending
 * @returns strictly decreasing sizes below b, the last at most `maxRoots`; empty if the leaves can be the roots.
 *
 * @example
 * chooseLevelSizes(heightsOf56Leaves, { maxRoots: 10, branching: 4 }); // [15, 4] … [20, 7]
 */
export function chooseLevelSizes(
  heights: readonly number[],
  { maxRoots, branching }: { maxRoots: number; branching: number },
): number[] {
  const leafCount = heights.length + 1;
  if (leafCount <= maxRoots) return [];
  let levelCount = 1;
  while (leafCount / branching ** levelCount > maxRoots) levelCount++;

  const fewest = Math.max(Math.min(2, maxRoots), Math.round(leafCount / branching ** levelCount));
  const most = Math.min(
    maxRoots,
    leafCount - 1,
    Math.max(fewest, Math.round((2 * leafCount) / branching ** levelCount)),
  );
  let rootCount = fewest;
  let largestStep = 0;
  for (let count = fewest; count <= most; count++) {
    const applied = heights[leafCount - count - 1];
    const next = heights[leafCount - count] ?? Infinity;
    const step = applied > 0 ? next / applied : next > 0 ? Number.MAX_VALUE : 1;
    if (step > largestStep && count > 1) {
      largestStep = step;
      rootCount = count;
    }
  }

  const ratio = (leafCount / rootCount) ** (1 / levelCount);
  const sizes: number[] = [];
  for (let level = 1; level < levelCount; level++) {
    const size = Math.round(leafCount / ratio ** level);
    if (size > rootCount && size < (sizes.at(-1) ?? leafCount)) sizes.push(size);
  }
  return [...sizes, rootCount];
}
