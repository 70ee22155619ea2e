import { useQuery } from '@urql/vue';
import { computed, type ComputedRef } from 'vue';
import { errorMessage } from '../graphql/error-message.ts';
import { JudgementsDocument, type JudgementsQuery, type JudgingSessionFragment } from '../graphql/generated/graphql.ts';

/** What judges said of two runs. */
export interface Judgements {
  /** Undefined while they are loaded; newest first. */
  sessions: ComputedRef<JudgingSessionFragment[] | undefined>;
  /** The first twenty. */
  agreements: ComputedRef<JudgementsQuery['compareRuns']['judgeAgreements']['edges'][number]['node'][]>;
  /** Why they could not be read; empty when all is well. */
  failure: ComputedRef<string>;
  reload: () => void;
}

/** @param kind - comparisons of summaries, or naming tests. */
export function useJudgements(a: () => string, b: () => string, kind: JudgingSessionFragment['kind']): Judgements {
  const { data, error, executeQuery } = useQuery({
    query: JudgementsDocument,
    variables: computed(() => ({ a: a(), b: b() })),
    requestPolicy: 'cache-and-network',
  });
  const compared = computed(() => data.value?.compareRuns);
  return {
    sessions: computed(() => compared.value?.judgementSessions.filter((session) => session.kind === kind)),
    agreements: computed(() => compared.value?.judgeAgreements.edges.map(({ node }) => node) ?? []),
    failure: computed(() => (error.value && !compared.value ? errorMessage(error.value) : '')),
    reload: () => void executeQuery({ requestPolicy: 'network-only' }),
  };
}
