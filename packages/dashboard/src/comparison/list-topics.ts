import { listRoots } from './match-families.ts';
import type { ComparedRun } from './shared-members.ts';

/** One colour of two maps side by side: the root of A that has it, the root of B that has it, or both. */
export interface SharedTopic {
  /** Index into A's clusters; −1 for a topic of B alone. */
  a: number;
  /** Index into B's clusters; −1 for a topic of A alone. */
  b: number;
}

/**
 * The legend of two maps whose roots are coloured by `matchFamilies`: A's roots in their order, then those of B alone.
 *
 * @param families - as `matchFamilies` gives them
 */
export function listTopics(a: ComparedRun, b: ComparedRun, families: number[]): SharedTopic[] {
  const rootsB = listRoots(b);
  const ofA = listRoots(a).map((root, family) => ({ a: root, b: rootsB[families.indexOf(family)] ?? -1 }));
  const ofBAlone = rootsB.filter((_, at) => families[at]! >= ofA.length).map((root) => ({ a: -1, b: root }));
  return [...ofA, ...ofBAlone];
}
