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

/**
 * Changes several values of the address in one step: two steps at once would undo each other.
 *
 * @returns a function that takes the new values by key; an empty one is left out of the address.
 */
export function useUrlChange(): (values: Record<string, string>, history?: 'push' | 'replace') => void {
  const route = useRoute();
  const router = useRouter();
  return (values, history = 'replace') => {
    const changed = Object.fromEntries(Object.entries(values).map(([key, value]) => [key, value || undefined]));
    void router[history]({ query: { ...route.query, ...changed }, hash: route.hash });
  };
}
