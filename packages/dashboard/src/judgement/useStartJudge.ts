import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import { useMutation, useQuery } from '@urql/vue';
import { refDebounced } from '@vueuse/core';
import { computed, reactive, ref, type ComputedRef, type Ref } from 'vue';
import { errorMessage } from '../graphql/error-message.ts';
import type { JudgingCostFragment } from '../graphql/generated/graphql.ts';
import { findSampleFault, readSampleFields, type SampleFields } from './sample-fields.ts';

type Input<Question> = Question & { modelId?: string; count: number; budgetDollars?: number };

/** What a form that starts a judge shows, and its button does. */
export interface StartJudgeState {
  fields: SampleFields & { modelId: string };
  /** Undefined until it is known, and for judges that cost nothing. */
  estimate: ComputedRef<JudgingCostFragment | undefined>;
  /** What is wrong with the fields, or why there is no estimate; empty when all is well. */
  fault: ComputedRef<string>;
  /** Why the judge was not started. */
  failure: Ref<string>;
  isStarting: Ref<boolean>;
  start: () => Promise<void>;
}

/**
 * A judge over a sample of conversations: asks what it would cost whenever the form changes, and starts it.
 *
 * @param readQuestion - what is asked, besides the sample, the model and the budget.
 * @param readEstimate - null for a judge that costs nothing.
 */
export function useStartJudge<Question extends object, Estimate, Started>({
  readQuestion,
  estimateQuery,
  readEstimate,
  startMutation,
  isCostly,
  onStarted,
}: {
  readQuestion: () => Question;
  estimateQuery: TypedDocumentNode<Estimate, { input: Input<Question> }>;
  readEstimate: (data: Estimate) => JudgingCostFragment;
  startMutation: TypedDocumentNode<Started, { input: Input<Question> }>;
  isCostly: () => boolean;
  onStarted: () => void;
}): StartJudgeState {
  const fields = reactive({ modelId: 'gpt-4o-mini', count: '50', budget: '' });
  const fieldFault = computed(() => findSampleFault(fields));
  const input = computed(() => ({
    ...readQuestion(),
    modelId: fields.modelId.trim() || undefined,
    ...readSampleFields(fields),
  }));
  const asked = refDebounced(input, 400);
  const { data, error } = useQuery({
    query: estimateQuery,
    variables: computed(() => ({ input: asked.value })),
    pause: computed(() => fieldFault.value !== '' || !isCostly()),
  });
  const estimate = computed(() => (data.value && isCostly() ? readEstimate(data.value) : undefined));
  const { executeMutation, fetching: isStarting } = useMutation(startMutation);
  const failure = ref('');
  async function start(): Promise<void> {
    failure.value = fieldFault.value;
    if (failure.value) {
      return;
    }
    const answer = await executeMutation({ input: input.value });
    failure.value = answer.error ? errorMessage(answer.error) : '';
    if (answer.data) {
      onStarted();
    }
  }
  return {
    fields,
    estimate,
    fault: computed(
      () => fieldFault.value || (error.value && !estimate.value && isCostly() ? errorMessage(error.value) : ''),
    ),
    failure,
    isStarting,
    start,
  };
}
