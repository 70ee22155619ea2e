import { useTitle } from '@vueuse/core';
import { computed, toValue, type MaybeRefOrGetter } from 'vue';

/** Sets the browser's title to `<title> · Understory`, and to `Understory` while the title is not known yet. */
export function usePageTitle(title: MaybeRefOrGetter<string | undefined>): void {
  useTitle(
    computed(() => {
      const text = toValue(title);
      return text ? `${text} · Understory` : 'Understory';
    }),
  );
}
