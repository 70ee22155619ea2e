import type { NamingAnswer, NamingComparison, PairAnswer, Preference } from '@understory/core';
import { compareNaming, measurePreference } from '@understory/core';
import type { StoredJudgement, StoredSession } from './judgement.repository.ts';

/** A session as seen from a comparison: turned round if it was started with the runs the other way about. */
export interface SeenSession extends StoredSession {
  isTurned: boolean;
}

/** @param idA - the run that the reader calls A; by default the one that the session does. */
export function seeSession(session: StoredSession, idA = session.runAId): SeenSession {
  if (session.runAId === idA) return { ...session, isTurned: false };
  const { runAId, runBId, depthA, depthB } = session;
  return {
    ...session,
    runAId: runBId,
    runBId: runAId,
    depthA: depthB,
    depthB: depthA,
    isTurned: true,
  };
}

/** Questions with A and B as the session is seen. */
export function seeQuestions(
  { isTurned, kind }: SeenSession,
  questions: readonly StoredJudgement[],
): StoredJudgement[] {
  if (!isTurned) return [...questions];
  return questions.map((question) => ({
    ...question,
    part: kind === 'naming' ? 1 - question.part : question.part,
    firstShown: question.firstShown === null ? null : question.firstShown === 'a' ? 'b' : 'a',
  }));
}

/** What a reader must know of the sample, with the runs called as the session is seen. */
export function presentRemarks({ remarks, isTurned }: SeenSession): string[] {
  return remarks.map(({ side, text }) => text.replaceAll('{run}', (side === 'b') === isTurned ? 'A' : 'B'));
}

/** Whether the answers may be shown: a person's only after the result was revealed. */
export function isOpen({ judge, revealedAt }: Pick<StoredSession, 'judge' | 'revealedAt'>): boolean {
  return judge !== 'person' || revealedAt !== null;
}

/** Answers that a session needs of a pair. */
export function countOrders({ judge }: Pick<StoredSession, 'judge'>): 1 | 2 {
  return judge === 'person' ? 1 : 2;
}

export function toPairAnswers(questions: readonly StoredJudgement[]): PairAnswer[] {
  return questions.flatMap(({ item, firstShown, choice, isIdentical, status }) =>
    status === 'answered' && firstShown !== null && choice !== null ? [{ item, firstShown, choice, isIdentical }] : [],
  );
}

/** @param questions - as the session is seen. @returns null for a naming test, and while it is blind. */
export function presentPreference(session: SeenSession, questions: readonly StoredJudgement[]): Preference | null {
  if (session.kind !== 'pairs' || !isOpen(session)) return null;
  return measurePreference(toPairAnswers(questions), countOrders(session));
}

/** @param topicCounts - names that each run offers. @returns null for a comparison of summaries. */
export function presentNaming(
  session: SeenSession,
  questions: readonly StoredJudgement[],
  topicCounts: { a: number; b: number },
): NamingComparison | null {
  if (session.kind !== 'naming') return null;
  const answersOf = (part: number): NamingAnswer[] =>
    questions.flatMap((question) =>
      question.part === part && question.status === 'answered' && question.expectedCluster !== null
        ? [{ item: question.item, expected: question.expectedCluster, chosen: question.chosenCluster }]
        : [],
    );
  return compareNaming(
    { answers: answersOf(0), topicCount: topicCounts.a },
    { answers: answersOf(1), topicCount: topicCounts.b },
  );
}
