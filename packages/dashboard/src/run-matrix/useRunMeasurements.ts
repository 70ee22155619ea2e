import { useMutation, useQuery } from '@urql/vue';
import { useIntervalFn } from '@vueuse/core';
import { computed, watchEffect, type ComputedRef } from 'vue';
import { errorMessage } from '../graphql/error-message.ts';
import {
  RunMeasurementsDocument,
  StartComparisonDocument,
  type RunMeasurementsQuery,
} from '../graphql/generated/graphql.ts';

export type RunMeasurements = RunMeasurementsQuery['runMatrix'];

/** All numbers of several runs, and how far the server has come with those that take time. */
export interface RunMeasurementsState {
  data: ComputedRef<RunMeasurements | undefined>;
  /** In [0, 1]; null when nothing is being computed. */
  progress: ComputedRef<number | null>;
  /** Whether all comparisons have been computed. */
  isComplete: ComputedRef<boolean>;
  /** Why some numbers are missing; empty when all is well. */
  failure: ComputedRef<string>;
  /** Whether some comparison was stopped before its end. */
  isStopped: ComputedRef<boolean>;
  /** Goes on with comparisons that failed or were stopped. */
  resume: () => Promise<void>;
  reload: () => void;
}

const pollEveryMs = 2000;

/**
 * Reads the numbers of several runs, which starts the comparisons that they come from, and reads again while one is
 * computed.
 *
 * Polling, not a subscription per comparison: browsers open at most six event streams to one origin over HTTP/1.1.
 */
export function useRunMeasurements(ids: () => string[]): RunMeasurementsState {
  const { data, error, executeQuery } = useQuery({
    query: RunMeasurementsDocument,
    variables: computed(() => ({ ids: ids() })),
    requestPolicy: 'cache-and-network',
  });
  const matrix = computed(() => data.value?.runMatrix);
  const computations = computed(() => matrix.value?.comparisons.flatMap((each) => each.computation ?? []) ?? []);
  const isComputing = computed(() =>
    computations.value.some(({ status }) => status === 'QUEUED' || status === 'RUNNING'),
  );
  const reload = (): void => void executeQuery({ requestPolicy: 'network-only' });
  const poll = useIntervalFn(reload, pollEveryMs, { immediate: false });
  watchEffect(() => {
    if (isComputing.value !== poll.isActive.value) {
      (isComputing.value ? poll.resume : poll.pause)();
    }
  });
  const { executeMutation } = useMutation(StartComparisonDocument);
  async function resume(): Promise<void> {
    const first = ids()[0]!;
    const ended = matrix.value?.comparisons.filter(({ computation }) =>
      ['FAILED', 'CANCELLED'].includes(computation?.status ?? ''),
    );
    await Promise.all((ended ?? []).map(({ b }) => executeMutation({ a: first, b: b.id })));
    reload();
  }
  return {
    data: matrix,
    progress: computed(() =>
      isComputing.value
        ? computations.value.reduce((sum, { progress }) => sum + progress, 0) / computations.value.length
        : null,
    ),
    isComplete: computed(
      () =>
        matrix.value !== undefined &&
        matrix.value.comparisons.every(({ computation }) => computation?.status === 'COMPLETED'),
    ),
    failure: computed(() => {
      const failed = matrix.value?.comparisons.find(({ computation }) => computation?.status === 'FAILED');
      if (failed) {
        const { name } = failed.b;
        return `“${name}”: ${failed.computation?.error ?? 'The server gave no reason. Its log may tell more.'}`;
      }
      return error.value && !matrix.value ? errorMessage(error.value) : '';
    }),
    isStopped: computed(() => computations.value.some(({ status }) => status === 'CANCELLED')),
    resume,
    reload,
  };
}
