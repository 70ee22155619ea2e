import { useQuery } from '@urql/vue';
import { computed, type ComputedRef } from 'vue';
import { JudgingEstimateDocument } from '../graphql/generated/graphql.ts';

/** Whether the server can ask a language model; undefined until it is known. */
export function useModelReach(a: () => string, b: () => string, purpose: string): ComputedRef<boolean | undefined> {
  const { data } = useQuery({
    query: JudgingEstimateDocument,
    // An estimate is the one answer that says so; that of one conversation takes no time.
    variables: computed(() => ({ input: { a: a(), b: b(), purpose, count: 1 } })),
  });
  return computed(() => data.value?.judgingEstimate.isReachable);
}
