import { useQuery } from '@urql/vue';
import { useIntervalFn } from '@vueuse/core';
import { computed, ref, watchEffect, type ComputedRef, type Ref } from 'vue';
import { RunsDocument, type RunsQuery } from '../graphql/generated/graphql.ts';
import { isActive } from './describe-status.ts';

export type RunListItem = RunsQuery['runs']['edges'][number]['node'];

const pageSize = 50;
const pollEveryMs = 1500;

/**
 * The newest runs, read again every 1.5 s while one of them is active.
 *
 * Polling, not a subscription per run: browsers open at most six event streams to one origin over HTTP/1.1.
 */
export function useRuns(): {
  runs: ComputedRef<RunListItem[]>;
  total: ComputedRef<number>;
  isLoaded: ComputedRef<boolean>;
  error: ReturnType<typeof useQuery>['error'];
  reload: () => void;
  showMore: () => void;
  first: Ref<number>;
} {
  const first = ref(pageSize);
  const { data, error, executeQuery } = useQuery({
    query: RunsDocument,
    variables: computed(() => ({ first: first.value })),
    requestPolicy: 'cache-and-network',
  });
  const runs = computed(() => data.value?.runs.edges.map((edge) => edge.node) ?? []);
  const reload = (): void => void executeQuery({ requestPolicy: 'network-only' });
  const poll = useIntervalFn(reload, pollEveryMs, { immediate: false });
  watchEffect(() => {
    const shouldPoll = runs.value.some((run) => isActive(run.status));
    if (shouldPoll !== poll.isActive.value) {
      (shouldPoll ? poll.resume : poll.pause)();
    }
  });
  return {
    runs,
    total: computed(() => data.value?.runs.totalCount ?? 0),
    isLoaded: computed(() => Boolean(data.value)),
    error,
    reload,
    showMore: () => {
      first.value += pageSize;
    },
    first,
  };
}
