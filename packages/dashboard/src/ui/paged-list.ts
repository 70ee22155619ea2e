import type { CombinedError } from '@urql/vue';
import type { ComputedRef, Ref } from 'vue';

/** A list that is shown page by page: read so (`usePagedQuery`), or cut into pages (`useSlicedList`). */
export interface PagedList<Item> {
  /** Of the page that is shown; undefined until it is there. */
  items: ComputedRef<readonly Item[] | undefined>;
  /** Of all pages; 0 until it is known. */
  total: ComputedRef<number>;
  /** Items on a full page. */
  pageSize: number;
  /** From 0. */
  page: Readonly<Ref<number>>;
  hasNext: ComputedRef<boolean>;
  /** Whether another page, or the same again, is on its way. */
  isFetching: Readonly<Ref<boolean>>;
  error: Readonly<Ref<CombinedError | undefined>>;
  goBack: () => void;
  goForward: () => void;
  /** Reads the page again. */
  reload: () => void;
}
