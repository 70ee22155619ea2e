/** What of a cluster says at which depths it is on show. */
export interface PlacedCluster {
  /** 0 for a root. */
  depth: number;
  isLeaf: boolean;
}

/** As many names as anyone can choose from without losing the overview. */
export const MOST_TOPICS = 30;

/** Clusters that a tree shows at a depth: those of that depth, and leaves above it. */
export function countAtDepth(clusters: readonly PlacedCluster[], depth: number): number {
  return clusters.filter((cluster) => cluster.depth === depth || (cluster.isLeaf && cluster.depth < depth)).length;
}

/**
 * The deepest level of a tree that has few enough names to choose from; the roots where even they are more.
 *
 * @param most - names.
 */
export function chooseNamingDepth(clusters: readonly PlacedCluster[], most = MOST_TOPICS): number {
  const deepest = clusters.reduce((depth, cluster) => Math.max(depth, cluster.depth), 0);
  let chosen = 0;
  for (let depth = 1; depth <= deepest; depth++) {
    if (countAtDepth(clusters, depth) <= most) chosen = depth;
  }
  return chosen;
}
