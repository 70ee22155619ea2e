import { useMutation, useQuery, useSubscription } from '@urql/vue';
import { useIntervalFn } from '@vueuse/core';
import { computed, ref, watch, type ComputedRef, type Ref } from 'vue';
import { errorMessage } from '../graphql/error-message.ts';
import {
  ComparisonProgressDocument,
  ComparisonStatisticsDocument,
  StartComparisonDocument,
  type ComparisonStatisticsQuery,
  type ComputationStateFragment,
} from '../graphql/generated/graphql.ts';

export type ComparisonStatistics = ComparisonStatisticsQuery['compareRuns'];

/** The costly statistics of a comparison, and how far the server has come with them. */
export interface ComparisonStatisticsState {
  statistics: ComputedRef<ComparisonStatistics | undefined>;
  computation: ComputedRef<ComputationStateFragment | null | undefined>;
  /** Why the statistics could not be read or started; empty when all is well. */
  failure: ComputedRef<string>;
  isStarting: Ref<boolean>;
  start: () => Promise<void>;
  reload: () => void;
}

const pollEveryMs = 3000;

/** Reads the statistics, which starts their computation, and reads again whenever one more part is there. */
export function useComparisonStatistics(a: () => string, b: () => string): ComparisonStatisticsState {
  const variables = computed(() => ({ a: a(), b: b() }));
  const { data, error, executeQuery } = useQuery({
    query: ComparisonStatisticsDocument,
    variables,
    requestPolicy: 'cache-and-network',
  });
  const statistics = computed(() => data.value?.compareRuns);
  const stored = computed(() => statistics.value?.computation);
  const isComputing = computed(() => stored.value?.status === 'QUEUED' || stored.value?.status === 'RUNNING');
  const events = useSubscription({
    query: ComparisonProgressDocument,
    variables: computed(() => ({ id: stored.value?.id ?? '' })),
    pause: computed(() => !isComputing.value),
  });
  const reload = (): void => void executeQuery({ requestPolicy: 'network-only' });
  const computation = computed(() => {
    const news = events.data.value?.comparisonProgress;
    return isComputing.value && news?.id === stored.value?.id ? news : stored.value;
  });
  // Parts come one by one; what is there is shown at once.
  watch(
    () =>
      `${computation.value?.status} ${computation.value?.parts.filter((part) => part.status === 'COMPLETED').length}`,
    () => {
      if (isComputing.value && computation.value !== stored.value) {
        reload();
      }
    },
  );
  const poll = useIntervalFn(reload, pollEveryMs, { immediate: false });
  watch(
    () => isComputing.value && events.error.value !== undefined,
    (shouldPoll) => (shouldPoll ? poll.resume() : poll.pause()),
    { immediate: true },
  );

  const startFailure = ref('');
  const { executeMutation, fetching: isStarting } = useMutation(StartComparisonDocument);
  async function start(): Promise<void> {
    const answer = await executeMutation(variables.value);
    startFailure.value = answer.error ? errorMessage(answer.error) : '';
    reload();
  }
  const failure = computed(() => (error.value && !statistics.value ? errorMessage(error.value) : startFailure.value));
  return { statistics, computation, failure, isStarting, start, reload };
}
