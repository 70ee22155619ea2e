import { computed, type WritableComputedRef } from 'vue';
import { useRoute, useRouter } from 'vue-router';

/**
 * A value that lives in the address, so that a reload or a shared link shows the same.
 *
 * @param key - name of the query parameter; it is left out while the value is the fallback.
 * @param history - `push` makes a step that the back button undoes, `replace` does not.
 */
export function useUrlState(
  key: string,
  fallback = '',
  history: 'push' | 'replace' = 'replace',
): WritableComputedRef<string> {
  const route = useRoute();
  const router = useRouter();
  return computed({
    get: () => (typeof route.query[key] === 'string' ? route.query[key] : fallback),
    set: (value) => {
      const query = { ...route.query, [key]: value === fallback ? undefined : value };
      void router[history]({ query, hash: route.hash });
    },
  });
}
