/** Children of a node, by ratio: with L levels below it each node has about b^(1/L) children. */
function childrenByRatio(leafCount: number, branching: number): number {
  const levels = Math.max(1, Math.round(Math.log(leafCount) / Math.log(branching)));
  return leafCount ** (1 / levels);
}

/**
 * How many roots a tree over b leaves has: one and a half times the number of children by ratio, because a reader takes
 * in six roots as easily as four, but `maxRoots` at most. Up to `maxRoots` leaves are roots themselves.
 *
 * @returns in 1 … b
 * @example
 * countRoots(56, { maxRoots: 10, branching: 4 }); // 6
 */
export function countRoots(leafCount: number, options: { maxRoots: number; branching: number }): number {
  if (leafCount <= options.maxRoots) return leafCount;
  return Math.min(options.maxRoots, Math.round(1.5 * childrenByRatio(leafCount, options.branching)));
}

/**
 * Into how many children a node with b ≥ 2 leaves below it is split. Up to one and a half times `branching` leaves stand
 * directly below their parent.
 *
 * @returns in 2 … b
 * @example
 * countChildren(16, 4); // 4
 */
export function countChildren(leafCount: number, branching: number): number {
  if (leafCount <= 1.5 * branching) return leafCount;
  return Math.max(2, Math.round(childrenByRatio(leafCount, branching)));
}

/**
 * How many roots a tree of `levels` levels has, roots and leaves among them: as many as its other nodes have children,
 * but `maxRoots` at most.
 *
 * @param options.levels - 2 or more
 * @returns in 1 … b
 * @example
 * countRootsOfLevels(64, { levels: 3, maxRoots: 10 }); // 4
 */
export function countRootsOfLevels(leafCount: number, options: { levels: number; maxRoots: number }): number {
  return Math.min(leafCount, options.maxRoots, Math.max(2, Math.round(leafCount ** (1 / options.levels))));
}

/**
 * Into how many children a node with b ≥ 2 leaves is split that may have `below` levels below it.
 *
 * @returns in 2 … b; all leaves for a single level.
 * @example
 * countChildrenOfLevels(16, 2); // 4
 */
export function countChildrenOfLevels(leafCount: number, below: number): number {
  return below <= 1 ? leafCount : Math.max(2, Math.round(leafCount ** (1 / below)));
}

/** What a tree that is built from the bottom up makes of one level. */
export interface NextLevel {
  /** How many groups it should become. */
  target: number;
  /** How many it may become, so that every level is smaller by a quarter at least, or is the last one. */
  limit: number;
}

/**
 * Into how many groups a level of more than `maxRoots` nodes is gathered: equal steps, by ratio, on the way to the
 * number of roots.
 *
 * @param count - more than `maxRoots`
 * @returns target ≤ limit < count
 * @example
 * planNextLevel(56, { maxRoots: 10, branching: 4 }); // { target: 18, limit: 27 }
 */
export function planNextLevel(count: number, options: { maxRoots: number; branching: number }): NextLevel {
  const roots = countRoots(count, options);
  const steps = Math.max(1, Math.round(Math.log(count / roots) / Math.log(options.branching)));
  const target = Math.round(count / (count / roots) ** (1 / steps));
  const limit = steps === 1 ? options.maxRoots : Math.floor(0.75 * count);
  return { target, limit: Math.max(target, Math.min(Math.floor(1.5 * target), limit)) };
}
