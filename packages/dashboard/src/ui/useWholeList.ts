import { useClientHandle, type AnyVariables, type CombinedError, type TypedDocumentNode } from '@urql/vue';
import { computed, ref, shallowRef, toValue, watch, type MaybeRefOrGetter, type Ref } from 'vue';
import type { Connection } from './usePagedQuery.ts';

/** As many as the API gives at once. */
const pageSize = 1000;

/** What to ask for, and where the list is in the answer. */
interface WholeQuery<Data, Variables extends AnyVariables, Item> {
  query: TypedDocumentNode<Data, Variables>;
  /** The query's variables for a page. What else they hold says what the list is of: when it changes, it is read anew. */
  variables: (page: { first: number; after: string | undefined }) => Variables;
  /** @returns null where the API has no such list, or none yet. */
  read: (data: Data) => Connection<Item> | null | undefined;
  isPaused?: MaybeRefOrGetter<boolean>;
}

/** A list that is all there. */
export interface WholeList<Item> {
  /** Undefined until its last page is there; the one before while another is read. */
  items: Readonly<Ref<Item[] | undefined>>;
  error: Readonly<Ref<CombinedError | undefined>>;
  isFetching: Readonly<Ref<boolean>>;
  /** Reads it anew from the server. */
  reload: () => void;
}

/** Reads a connection of the API to its end, for what is counted, filtered or drawn as a whole. */
export function useWholeList<Data, Variables extends AnyVariables, Item>({
  query,
  variables,
  read,
  isPaused = false,
}: WholeQuery<Data, Variables, Item>): WholeList<Item> {
  const client = useClientHandle().client;
  const items = shallowRef<Item[]>();
  const error = shallowRef<CombinedError>();
  const isFetching = ref(false);
  let newest = 0;

  async function load(requestPolicy: 'cache-first' | 'network-only'): Promise<void> {
    const own = ++newest;
    const found: Item[] = [];
    isFetching.value = true;
    let after: string | undefined;
    let page: Connection<Item> | null | undefined;
    do {
      const answer = await client.query(query, variables({ first: pageSize, after }), { requestPolicy }).toPromise();
      // Another list is asked for by now.
      if (own !== newest) {
        return;
      }
      error.value = answer.error;
      page = answer.data === undefined ? undefined : read(answer.data);
      found.push(...(page?.edges.map(({ node }) => node) ?? []));
      after = page?.pageInfo.endCursor ?? undefined;
    } while (page?.pageInfo.hasNextPage);
    isFetching.value = false;
    items.value = page ? found : undefined;
  }

  const wanted = computed(() =>
    toValue(isPaused) ? null : JSON.stringify(variables({ first: pageSize, after: undefined })),
  );
  watch(wanted, (now) => now !== null && void load('cache-first'), { immediate: true });
  return { items, error, isFetching, reload: () => void load('network-only') };
}
