import { useColorMode } from '@vueuse/core';
import { computed, type ComputedRef } from 'vue';
import { colourClusters, toCssColour } from '../projection/cluster-colours.ts';
import { useRunTree, type RunTree } from '../run/useRunTree.ts';
import { matchFamilies } from './match-families.ts';
import type { ComparedRun } from './shared-members.ts';

/** The trees of both runs, in colours that speak of the same topic on both sides. */
export interface ComparedTrees {
  /** Null until it is loaded. */
  a: ComputedRef<ComparedRun | null>;
  b: ComputedRef<ComparedRun | null>;
  /** CSS colours, indexed like the run's clusters; empty until the tree is loaded. */
  coloursA: ComputedRef<string[]>;
  coloursB: ComputedRef<string[]>;
  error: ComputedRef<RunTree['error']['value']>;
  /** Reads both again. */
  reload: () => void;
}

/** Reads the trees of two runs, given by id. */
export function useComparedTrees(idA: () => string, idB: () => string): ComparedTrees {
  const mode = useColorMode();
  const treeA = useRunTree(idA);
  const treeB = useRunTree(idB);
  const a = computed(() => readSide(treeA));
  const b = computed(() => readSide(treeB));
  const colour = (tree: RunTree, families?: number[]): string[] =>
    tree.list.value ? colourClusters(tree.list.value, mode.value === 'dark', families).map(toCssColour) : [];
  return {
    a,
    b,
    coloursA: computed(() => colour(treeA)),
    coloursB: computed(() => colour(treeB, a.value && b.value ? matchFamilies(a.value, b.value) : undefined)),
    error: computed(() => treeA.error.value ?? treeB.error.value),
    reload: () => {
      treeA.reload();
      treeB.reload();
    },
  };
}

function readSide(tree: RunTree): ComparedRun | null {
  return tree.list.value && tree.points.value ? { list: tree.list.value, points: tree.points.value } : null;
}
