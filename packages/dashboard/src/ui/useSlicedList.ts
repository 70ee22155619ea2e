import { computed, ref, watch } from 'vue';
import type { PagedList } from './paged-list.ts';

/** Cuts a list that is all there into pages. When it becomes another, its first page is shown. */
export function useSlicedList<Item>(all: () => readonly Item[], pageSize: number): PagedList<Item> {
  const page = ref(0);
  watch(all, () => (page.value = 0), { flush: 'sync' });
  const hasNext = computed(() => (page.value + 1) * pageSize < all().length);
  return {
    items: computed(() => all().slice(page.value * pageSize, (page.value + 1) * pageSize)),
    total: computed(() => all().length),
    pageSize,
    page,
    hasNext,
    isFetching: ref(false),
    error: ref(undefined),
    goBack: () => {
      page.value = Math.max(0, page.value - 1);
    },
    goForward: () => {
      page.value += hasNext.value ? 1 : 0;
    },
    reload: () => {},
  };
}
