import { measureJudgeAgreement, settlePairs } from '@understory/core';
import type { AgreementOfJudges } from './judgement.type.ts';
import type { StoredJudgement } from './judgement.repository.ts';
import type { SeenSession } from './present-judging.ts';
import { countOrders, isOpen, toPairAnswers } from './present-judging.ts';

/** A session with its questions, as it is seen. */
export interface JudgedSession {
  session: SeenSession;
  questions: readonly StoredJudgement[];
}

/** How far every two judges agree who compared the same summaries for the same purpose. */
export function compareJudges(judged: readonly JudgedSession[]): AgreementOfJudges[] {
  const usable = judged
    .filter(({ session }) => session.kind === 'pairs' && isOpen(session))
    .map(({ session, questions }) => ({ session, verdicts: listVerdicts(session, questions) }));
  return usable.flatMap((one, i) =>
    usable
      .slice(i + 1)
      .filter(({ session }) => session.purpose === one.session.purpose && !isSameModel(session, one.session))
      .map((other) => {
        const common = [...one.verdicts].flatMap(([position, verdict]) => {
          const its = other.verdicts.get(position);
          return its === undefined ? [] : [[verdict, its] as const];
        });
        return { one: one.session, other: other.session, ...measureJudgeAgreement(common) };
      })
      .filter(({ count }) => count > 0),
  );
}

/** One model's answers in two sessions are the same answers, out of the cache. */
function isSameModel(one: SeenSession, other: SeenSession): boolean {
  return one.judge !== 'person' && other.judge !== 'person' && one.judgeName === other.judgeName;
}

/** Verdicts by the conversation's position; pairs of the same text say nothing of a judge. */
function listVerdicts(session: SeenSession, questions: readonly StoredJudgement[]): Map<number, 'a' | 'b' | 'tie'> {
  const positions = new Map(questions.map(({ item, position }) => [item, position]));
  return new Map(
    settlePairs(toPairAnswers(questions), countOrders(session))
      .filter(({ isIdentical }) => !isIdentical)
      .map(({ item, preferred }) => [positions.get(item)!, preferred]),
  );
}
