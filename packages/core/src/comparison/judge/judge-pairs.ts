import type { CollectOptions } from './collect-answers.ts';
import { collectAnswers } from './collect-answers.ts';
import type { BlindPair, BlindVerdict, PairJudge } from './pair-judge.ts';
import type { ComparedSide, PairAnswer } from './pair-verdict.ts';

/** Two summaries of one conversation, with their sources. */
export interface SummaryPair extends Pick<BlindPair, 'chatId' | 'messages'> {
  a: string;
  b: string;
}

/** A pair in one of its two orders. */
export interface PairQuestion {
  /** Place of the pair. */
  item: number;
  firstShown: ComparedSide;
}

/** A question that the judge gave no usable answer to. */
export interface PairFailure extends PairQuestion {
  error: unknown;
}

export type JudgePairsOptions = Omit<CollectOptions<BlindVerdict>, 'concurrency' | 'onAnswer' | 'onError'> & {
  judge: PairJudge;
  /** What is asked, when some of it is answered already. Default: every pair in both orders. */
  questions?: readonly PairQuestion[];
  /** Called for each answer as it comes; awaited, so that it can be stored first. */
  onAnswer?: (answer: PairAnswer & { reason: string }) => void | Promise<void>;
  /** Called for each question that failed; awaited. */
  onFailure?: (failure: PairFailure) => void | Promise<void>;
};

/** Whether two summaries say the same, letter for letter but for space at their ends. */
export function isSameSummary({ a, b }: Pick<SummaryPair, 'a' | 'b'>): boolean {
  return a.trim() === b.trim();
}

/** Every pair in both orders; pairs of the same text in none. */
export function listPairQuestions(pairs: readonly SummaryPair[]): PairQuestion[] {
  return pairs.flatMap((pair, item): PairQuestion[] =>
    isSameSummary(pair)
      ? []
      : [
          { item, firstShown: 'a' },
          { item, firstShown: 'b' },
        ],
  );
}

/**
 * Has a judge compare two runs' summaries, pair by pair and blind, each pair in both orders.
 *
 * A question that fails is reported and stops no other. Pairs of the same text are ties without a question.
 *
 * @returns all answers; `measurePreference(answers, 2)` says what they come to.
 * @throws {BudgetExceededError} if the budget does not last; what was answered has gone to `onAnswer`.
 *
 * @example
 * const pairs = conversations.map((each, i) => ({ ...each, a: generic[i].summary, b: specific[i].summary }));
 * const answers = await judgePairs(pairs, { judge: new PromptedPairJudge(languageModel, { purpose }) });
 * console.log(measurePreference(answers, 2).sentence);
 */
export async function judgePairs(
  pairs: readonly SummaryPair[],
  { judge, questions = listPairQuestions(pairs), onAnswer, onFailure, ...step }: JudgePairsOptions,
): Promise<PairAnswer[]> {
  const answers = pairs.flatMap((pair, item): PairAnswer[] =>
    isSameSummary(pair) ? [{ item, firstShown: 'a', choice: 'tie', isIdentical: true }] : [],
  );
  await collectAnswers(
    questions,
    ({ item, firstShown }, options) => judge.judge(orderPair(pairs[item], firstShown), options),
    {
      ...step,
      concurrency: judge.concurrency,
      onAnswer: async ({ choice, reason }, place) => {
        const answer: PairAnswer = { ...questions[place], choice, isIdentical: false };
        await onAnswer?.({ ...answer, reason });
        answers.push(answer);
      },
      onError: (error, place) => onFailure?.({ ...questions[place], error }),
    },
  );
  return answers;
}

/** A pair as a judge sees it. */
export function orderPair({ chatId, messages, a, b }: SummaryPair, firstShown: ComparedSide): BlindPair {
  return firstShown === 'a' ? { chatId, messages, first: a, second: b } : { chatId, messages, first: b, second: a };
}
