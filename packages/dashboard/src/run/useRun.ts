import { useQuery, useSubscription } from '@urql/vue';
import { useIntervalFn } from '@vueuse/core';
import { computed, watch, watchEffect, type ComputedRef } from 'vue';
import { RunDocument, RunProgressDocument, type RunQuery } from '../graphql/generated/graphql.ts';
import { isActive } from './describe-status.ts';

export type RunDetail = NonNullable<RunQuery['run']>;

const pollEveryMs = 3000;

/**
 * One run, kept up to date while it is active: by subscription, and by polling should the event stream break.
 *
 * `run` is null when there is none of that id, undefined while it is not known yet.
 */
export function useRun(id: () => string): {
  run: ComputedRef<RunDetail | null | undefined>;
  error: ReturnType<typeof useQuery>['error'];
  reload: () => void;
} {
  const variables = computed(() => ({ id: id() }));
  const { data, error, executeQuery } = useQuery({
    query: RunDocument,
    variables,
    requestPolicy: 'cache-and-network',
  });
  const stored = computed(() => (data.value ? (data.value.run ?? null) : undefined));
  const shouldWatch = computed(() => Boolean(stored.value && isActive(stored.value.status)));
  const events = useSubscription({
    query: RunProgressDocument,
    variables,
    pause: computed(() => !shouldWatch.value),
  });
  const reload = (): void => void executeQuery({ requestPolicy: 'network-only' });

  const run = computed(() => {
    const news = events.data.value?.runProgress;
    return stored.value && news?.id === stored.value.id && shouldWatch.value
      ? { ...stored.value, ...news }
      : stored.value;
  });
  // Its tree and figures come into being with the end of the run, and progress events do not carry them.
  watch(
    () => events.data.value?.runProgress.status,
    (status) => {
      if (status && !isActive(status)) {
        reload();
      }
    },
  );
  const poll = useIntervalFn(reload, pollEveryMs, { immediate: false });
  watchEffect(() => {
    const shouldPoll = shouldWatch.value && events.error.value !== undefined;
    if (shouldPoll !== poll.isActive.value) {
      (shouldPoll ? poll.resume : poll.pause)();
    }
  });
  return { run, error, reload };
}
