import { countMembersIn, type ComparedRun } from './shared-members.ts';

/**
 * Gives the roots of run B the colour families of those roots of run A that they share most conversations with, so that
 * one colour speaks of one topic on both sides. A root without such a partner takes a family that A does not use.
 *
 * @returns for each root of B, in order, the number of its family.
 */
export function matchFamilies(a: ComparedRun, b: ComparedRun): number[] {
  const rootsA = listRoots(a);
  const rootsB = listRoots(b);
  const pairs = rootsA
    .flatMap((rootA, family) => {
      const counts = countMembersIn(a, rootA, b);
      return rootsB.map((rootB, at) => ({ family, at, shared: counts[rootB]! }));
    })
    .filter((pair) => pair.shared > 0)
    .toSorted((left, right) => right.shared - left.shared);
  const families = new Map<number, number>();
  const taken = new Set<number>();
  for (const { family, at } of pairs) {
    if (!families.has(at) && !taken.has(family)) {
      families.set(at, family);
      taken.add(family);
    }
  }
  let free = rootsA.length;
  return rootsB.map((_, at) => families.get(at) ?? free++);
}

/** Indices of the roots, in order. */
export function listRoots({ list }: ComparedRun): number[] {
  return list.clusters.flatMap((cluster, index) => (cluster.depth === 0 ? [index] : []));
}
