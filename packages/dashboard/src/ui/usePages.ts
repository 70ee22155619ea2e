import { computed, ref, toValue, watch, type ComputedRef, type MaybeRefOrGetter, type Ref } from 'vue';

/** Walks forwards and backwards through a list that is read by cursor. */
export interface Pages {
  /** Cursor to ask for; undefined for the first page. */
  after: ComputedRef<string | undefined>;
  /** From 0. */
  page: Ref<number>;
  goBack: () => void;
  goForward: (endCursor: string | null | undefined) => void;
}

/** @param subject - what the list is of; when it changes, the walk begins again. */
export function usePages(subject: MaybeRefOrGetter<unknown>): Pages {
  const cursors = ref<string[]>([]);
  const page = ref(0);
  watch(
    () => toValue(subject),
    () => {
      cursors.value = [];
      page.value = 0;
    },
    { flush: 'sync' },
  );
  return {
    after: computed(() => cursors.value[page.value - 1]),
    page,
    goBack: () => {
      page.value = Math.max(0, page.value - 1);
    },
    goForward: (endCursor) => {
      if (endCursor) {
        cursors.value = [...cursors.value.slice(0, page.value), endCursor];
        page.value += 1;
      }
    },
  };
}
