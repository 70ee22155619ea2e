import { useQuery, type AnyVariables, type TypedDocumentNode, type UseQueryArgs } from '@urql/vue';
import { computed, toValue, type MaybeRefOrGetter, type Ref } from 'vue';
import type { PagedList } from './paged-list.ts';
import { usePages } from './usePages.ts';

/** A page of a list, in the form of the API. */
export interface Connection<Item> {
  totalCount: number;
  pageInfo: { hasNextPage: boolean; endCursor?: string | null };
  edges: readonly { node: Item }[];
}

/** What to ask for, and where the list is in the answer. */
interface PagedQuery<Data, Variables extends AnyVariables, Item> {
  query: TypedDocumentNode<Data, Variables>;
  /** The query's variables for a page. What else they hold says what the list is of: when it changes, the list begins again. */
  variables: (page: { first: number; after: string | undefined }) => Variables;
  /** @returns undefined where the answer is not about what is asked for now: urql holds the last one until the next is there. */
  read: (data: Data) => Connection<Item> | null | undefined;
  pageSize: number;
  isPaused?: MaybeRefOrGetter<boolean>;
  requestPolicy?: 'cache-first' | 'cache-and-network';
}

/** Reads a connection of the API page by page. `data` is the whole answer: what stands beside the list in it. */
export function usePagedQuery<Data, Variables extends AnyVariables, Item>({
  query,
  variables,
  read,
  pageSize,
  isPaused = false,
  requestPolicy = 'cache-first',
}: PagedQuery<Data, Variables, Item>): PagedList<Item> & { data: Readonly<Ref<Data | undefined>> } {
  const pages = usePages(() => JSON.stringify(variables({ first: pageSize, after: undefined })));
  const { data, error, fetching, executeQuery } = useQuery<Data, Variables>({
    query,
    variables: computed(() => variables({ first: pageSize, after: pages.after.value })),
    pause: computed(() => toValue(isPaused)),
    requestPolicy,
  } as UseQueryArgs<Data, Variables>);
  // Null where the server answered with an error alone.
  const connection = computed(() => (data.value ? read(data.value) : undefined));
  return {
    data,
    items: computed(() => connection.value?.edges.map(({ node }) => node)),
    total: computed(() => connection.value?.totalCount ?? 0),
    pageSize,
    page: pages.page,
    hasNext: computed(() => connection.value?.pageInfo.hasNextPage ?? false),
    isFetching: fetching,
    error,
    goBack: pages.goBack,
    goForward: () => pages.goForward(connection.value?.pageInfo.endCursor),
    reload: () => void executeQuery({ requestPolicy: 'network-only' }),
  };
}
