import type { ClusterName } from '../cluster.ts';
import type { ClusterEvidence } from '../naming-model.ts';

/** As many taken names as are worth their tokens. */
const MAX_TAKEN_NAMES = 60;

/** Clusters with the same parent, by their places in the request; the groups stand in the order of their first member. */
export function groupSiblings(clusters: readonly ClusterEvidence[]): number[][] {
  const groups = new Map<number | null, number[]>();
  clusters.forEach(({ parent }, cluster) => {
    const group = groups.get(parent);
    if (group) group.push(cluster);
    else groups.set(parent, [cluster]);
  });
  return [...groups.values()];
}

/**
 * Finds the names that repeat an earlier sibling's, whatever their case.
 *
 * @returns for each such cluster the names of its siblings, at most 60: the repeated one first, then others in their order.
 */
export function findRepeats(
  names: readonly ClusterName[],
  siblings: readonly (readonly number[])[],
): Map<number, string[]> {
  const repeats = new Map<number, string[]>();
  for (const group of siblings) {
    const seen = new Set<string>();
    const distinct = [...new Map(group.map((cluster) => [fold(names[cluster]), names[cluster].name])).values()];
    const shown = distinct.slice(0, MAX_TAKEN_NAMES);
    for (const cluster of group) {
      const key = fold(names[cluster]);
      const { name } = names[cluster];
      if (seen.has(key)) repeats.set(cluster, [name, ...shown.filter((other) => other.trim().toLowerCase() !== key)]);
      seen.add(key);
    }
  }
  return repeats;
}

function fold({ name }: ClusterName): string {
  return name.trim().toLowerCase();
}
