import { useQuery } from '@urql/vue';
import { computed, type ComputedRef } from 'vue';
import { SearchRunDocument, type SearchRunQuery } from '../graphql/generated/graphql.ts';

export type FoundInRun = SearchRunQuery['search'];

const hitCount = 30;

/** What a run has that is like a text; nothing while the text is empty. */
export function useSearch(
  runId: () => string,
  text: () => string,
): {
  found: ComputedRef<FoundInRun | undefined>;
  /** Positions of the hits in the dataset; null while there is no search. */
  positions: ComputedRef<ReadonlySet<number> | null>;
  error: ReturnType<typeof useQuery>['error'];
  retry: () => void;
} {
  const variables = computed(() => ({ id: runId(), text: text(), first: hitCount }));
  const { data, error, fetching, executeQuery } = useQuery({
    query: SearchRunDocument,
    variables,
    pause: computed(() => text() === ''),
  });
  const found = computed(() => (text() === '' || fetching.value ? undefined : data.value?.search));
  return {
    found,
    positions: computed(() =>
      found.value ? new Set(found.value.hits.map(({ summary }) => summary.conversation.position)) : null,
    ),
    error,
    retry: () => void executeQuery({ requestPolicy: 'network-only' }),
  };
}
