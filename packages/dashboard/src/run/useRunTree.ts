import { useQuery } from '@urql/vue';
import { computed, shallowRef, watch, type ComputedRef, type Ref } from 'vue';
import { RunTreeDocument } from '../graphql/generated/graphql.ts';
import { decodeProjection, type MapPoints } from '../projection/decode-projection.ts';
import { readClusterList, type ClusterList } from '../tree/cluster-list.ts';

/** A finished run's tree and map, read once. */
export interface RunTree {
  list: ComputedRef<ClusterList | null>;
  points: Ref<MapPoints | null>;
  /** Whether every point stands where its leaf does, for want of places of its own. */
  isPlacedByLeaf: ComputedRef<boolean>;
  /** How far neighbours on the map are neighbours in the embedding, in [0, 1]; null where it is not measured. */
  trustworthiness: ComputedRef<number | null>;
  /** A sentence when the map's payload cannot be read. */
  mapError: Ref<string>;
  error: ReturnType<typeof useQuery>['error'];
  reload: () => void;
}

export function useRunTree(id: () => string): RunTree {
  const { data, error, executeQuery } = useQuery({
    query: RunTreeDocument,
    variables: computed(() => ({ id: id() })),
  });
  const points = shallowRef<MapPoints | null>(null);
  const mapError = shallowRef('');
  const list = computed(() => (data.value?.run ? readClusterList(data.value.run.clusters) : null));
  watch(
    () => data.value?.run?.projection,
    (projection) => {
      mapError.value = '';
      try {
        points.value = projection ? decodeProjection(projection) : null;
      } catch (failure) {
        mapError.value = failure instanceof Error ? failure.message : String(failure);
      }
    },
    { immediate: true },
  );
  const isPlacedByLeaf = computed(() => data.value?.run?.projection?.isPlacedByLeaf ?? false);
  const trustworthiness = computed(() => data.value?.run?.projection?.trustworthiness ?? null);
  return {
    list,
    points,
    isPlacedByLeaf,
    trustworthiness,
    mapError,
    error,
    reload: () => void executeQuery({ requestPolicy: 'network-only' }),
  };
}
