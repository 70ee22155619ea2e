import type { CollectOptions } from './collect-answers.ts';
import { collectAnswers } from './collect-answers.ts';
import type { NamingJudge, Placement, SortedConversation, Topic } from './naming-judge.ts';

/** A conversation that is to be sorted by one taxonomy. */
export interface PlacementQuestion {
  /** Place among the conversations. */
  item: number;
  /** Place among the taxonomies. */
  taxonomy: number;
}

export interface PlaceConversationsOptions extends Pick<CollectOptions<Placement>, 'signal' | 'onProgress'> {
  judge: NamingJudge;
  /** What is asked, when some of it is answered already. Default: every conversation by every taxonomy. */
  questions?: readonly PlacementQuestion[];
  /** Called for each answer as it comes; awaited, so that it can be stored first. */
  onAnswer?: (placement: Placement & PlacementQuestion) => void | Promise<void>;
  /** Called for each question that failed; awaited. */
  onFailure?: (failure: PlacementQuestion & { error: unknown }) => void | Promise<void>;
}

/**
 * Has a judge sort conversations into the topics of one or more taxonomies.
 *
 * @throws {BudgetExceededError} if the budget does not last; what was answered has gone to `onAnswer`.
 *
 * @example
 * const placed = await placeConversations(sample, [rootsOfA, rootsOfB], { judge });
 */
export async function placeConversations(
  conversations: readonly SortedConversation[],
  taxonomies: readonly (readonly Topic[])[],
  {
    judge,
    // One taxonomy after the other: its text is the same in all prompts.
    questions = taxonomies.flatMap((_, taxonomy) => conversations.map((_each, item) => ({ item, taxonomy }))),
    onAnswer,
    onFailure,
    ...step
  }: PlaceConversationsOptions,
): Promise<(Placement & PlacementQuestion)[]> {
  const placed: (Placement & PlacementQuestion)[] = [];
  await collectAnswers(
    questions,
    ({ item, taxonomy }, options) => judge.place(conversations[item], taxonomies[taxonomy], options),
    {
      ...step,
      concurrency: judge.concurrency,
      onAnswer: async (placement, place) => {
        const answer = { ...placement, ...questions[place] };
        await onAnswer?.(answer);
        placed.push(answer);
      },
      onError: (error, place) => onFailure?.({ ...questions[place], error }),
    },
  );
  return placed;
}
