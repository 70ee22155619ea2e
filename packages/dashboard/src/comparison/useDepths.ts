import { computed, type ComputedRef, type WritableComputedRef } from 'vue';
import { useUrlState } from '../ui/useUrlState.ts';

/** Which level of each tree is compared; kept in the address. `leaves` stands for the leaves, a number for a depth. */
export interface Depths {
  a: WritableComputedRef<string>;
  b: WritableComputedRef<string>;
  /** As the API takes them: null means leaves. */
  variables: ComputedRef<{ depthA: number | null; depthB: number | null }>;
}

/** @param fallback - the level where the address names none. */
export function useDepths(fallback: '0' | 'leaves'): Depths {
  const a = useUrlState('depthA', fallback);
  const b = useUrlState('depthB', fallback);
  return {
    a,
    b,
    variables: computed(() => ({ depthA: readDepth(a.value), depthB: readDepth(b.value) })),
  };
}

/** Reads a depth from the address; null for leaves and for anything that is no depth. */
function readDepth(text: string): number | null {
  return /^\d{1,4}$/.test(text) ? Number(text) : null;
}

/** The levels that a tree has, for choosing: roots, the levels between, leaves. */
export function listDepths(maxDepth: number): { value: string; label: string }[] {
  return [
    { value: '0', label: 'Roots' },
    ...Array.from({ length: Math.max(0, maxDepth - 1) }, (_, at) => ({
      value: String(at + 1),
      label: `Level ${at + 2}`,
    })),
    ...(maxDepth > 0 ? [{ value: 'leaves', label: 'Leaves' }] : []),
  ];
}
