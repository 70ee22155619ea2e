import { useQuery } from '@urql/vue';
import { computed, watch, type ComputedRef } from 'vue';
import { ClusterStabilityDocument, type LeafStabilityFragment } from '../graphql/generated/graphql.ts';

export type LeafStability = LeafStabilityFragment;

/** How well the leaves of two runs survive other seeds. */
export interface LeafStabilities {
  /** The least stable first; undefined until it is known, empty where it cannot be measured. */
  a: ComputedRef<LeafStability[] | undefined>;
  b: ComputedRef<LeafStability[] | undefined>;
  /** By the id of the cluster, of either run. */
  byCluster: ComputedRef<Map<string, number>>;
  error: ReturnType<typeof useQuery>['error'];
  reload: () => void;
}

/** @param isKnown - whether the server has measured it; before, nothing is asked for. */
export function useLeafStability(idA: () => string, idB: () => string, isKnown: () => boolean): LeafStabilities {
  const { data, error, executeQuery } = useQuery({
    query: ClusterStabilityDocument,
    variables: computed(() => ({ a: idA(), b: idB() })),
    pause: computed(() => !isKnown()),
  });
  const reload = (): void => void executeQuery({ requestPolicy: 'network-only' });
  // An answer of before it was known has nothing in it.
  watch(isKnown, (known, before) => {
    if (known && before === false) {
      reload();
    }
  });
  const a = computed(() => data.value?.compareRuns.stabilityA ?? undefined);
  const b = computed(() => data.value?.compareRuns.stabilityB ?? undefined);
  return {
    a,
    b,
    byCluster: computed(
      () => new Map([...(a.value ?? []), ...(b.value ?? [])].map(({ cluster, stability }) => [cluster.id, stability])),
    ),
    error,
    reload,
  };
}
