import { computed, watch, type ComputedRef } from 'vue';
import {
  ClusterStabilityDocument,
  type ComparedSide,
  type LeafStabilityFragment,
} from '../graphql/generated/graphql.ts';
import { useWholeList, type WholeList } from '../ui/useWholeList.ts';

export type LeafStability = LeafStabilityFragment;

/** How well the leaves of two runs survive other seeds. */
export interface LeafStabilities {
  /** The least stable first; undefined until it is known, empty where it cannot be measured. */
  a: WholeList<LeafStability>['items'];
  b: WholeList<LeafStability>['items'];
  /** By the id of the cluster, of either run. */
  byCluster: ComputedRef<Map<string, number>>;
  error: WholeList<LeafStability>['error'];
  reload: () => void;
}

/** @param isKnown - whether the server has measured it; before, nothing is asked for. */
export function useLeafStability(idA: () => string, idB: () => string, isKnown: () => boolean): LeafStabilities {
  const listSide = (side: ComparedSide): WholeList<LeafStability> =>
    useWholeList({
      query: ClusterStabilityDocument,
      variables: (page) => ({ a: idA(), b: idB(), side, ...page }),
      read: ({ compareRuns }) => compareRuns.clusterStability,
      isPaused: () => !isKnown(),
    });
  const [a, b] = [listSide('A'), listSide('B')];
  const reload = (): void => {
    a.reload();
    b.reload();
  };
  // An answer of before it was known has nothing in it.
  watch(isKnown, (known, before) => {
    if (known && before === false) {
      reload();
    }
  });
  return {
    a: a.items,
    b: b.items,
    byCluster: computed(
      () =>
        new Map(
          [...(a.items.value ?? []), ...(b.items.value ?? [])].map(({ cluster, stability }) => [cluster.id, stability]),
        ),
    ),
    error: computed(() => a.error.value ?? b.error.value),
    reload,
  };
}
