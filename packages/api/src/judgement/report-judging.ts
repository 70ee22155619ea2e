import type { NamingScore, Preference } from '@understory/core';
import type { Context } from '../context.ts';
import type { JudgeKind, JudgementKind, NamingLevel } from '../db/judgement-schema.ts';
import type { RunStatus } from '../db/schema.ts';
import { compareJudges } from './compare-judges.ts';
import type { NamingAccuracy, NamingTest } from './naming-test.type.ts';
import type { StoredSession } from './judgement.repository.ts';
import { presentNamingTest } from './present-naming.ts';
import type { SeenSession } from './present-judging.ts';
import { isOpen, presentPreference, presentRemarks, seeQuestions, seeSession } from './present-judging.ts';

/** The names of one run as a report tells how they were tested. */
export interface ReportedNaming extends Omit<NamingScore, 'confusions'> {
  depth: number;
  confusions: { expected: string; chosen: string; count: number }[];
}

/** What a judge said of two runs, in plain JSON. */
export interface ReportedJudging {
  id: string;
  kind: JudgementKind;
  judge: JudgeKind;
  judgeName: string;
  purpose: string | null;
  level: NamingLevel | null;
  status: RunStatus;
  error: string | null;
  remarks: string[];
  costDollars: number | null;
  preference: Preference | null;
  namingTest: (Omit<NamingTest, 'a' | 'b'> & { a: ReportedNaming; b: ReportedNaming }) | null;
}

export interface ReportedJudgeAgreement {
  one: string;
  other: string;
  sentence: string;
}

/** Everything that judges have said of two runs. What people judged and did not reveal is left out. */
export async function reportJudgements(
  context: Context,
  idA: string,
  idB: string,
): Promise<{ judgements: ReportedJudging[]; judgeAgreements: ReportedJudgeAgreement[] }> {
  const sessions = (await context.judgements.listOfRuns(idA, idB))
    .map((session) => seeSession(session, idA))
    .filter(isOpen);
  const judged = await Promise.all(
    sessions.map(async (session) => ({ session, questions: await loadQuestions(context, session) })),
  );
  const reported = await Promise.all(sessions.map((session) => reportJudging(context, session)));
  return {
    judgements: reported.filter(({ preference, namingTest }) => hasAnswers(preference, namingTest)),
    judgeAgreements: compareJudges(judged).map(({ one, other, sentence }) => ({
      one: one.judgeName,
      other: other.judgeName,
      sentence,
    })),
  };
}

/** One session, seen as it was started. */
export function reportSession(context: Context, session: StoredSession): Promise<ReportedJudging> {
  return reportJudging(context, seeSession(session));
}

async function reportJudging(context: Context, session: SeenSession): Promise<ReportedJudging> {
  const { id, kind, judge, judgeName, purpose, level, status, error, costDollars } = session;
  const questions = await loadQuestions(context, session);
  const tested = await presentNamingTest(context, session, questions);
  return {
    id,
    kind,
    judge,
    judgeName,
    purpose,
    level,
    status,
    error,
    remarks: presentRemarks(session),
    costDollars,
    preference: presentPreference(session, questions),
    namingTest: tested && { ...tested, a: nameConfusions(tested.a), b: nameConfusions(tested.b) },
  };
}

async function loadQuestions({ loaders }: Context, session: SeenSession) {
  return seeQuestions(session, await loaders.questionsOfSession.load(session.id));
}

function hasAnswers(preference: Preference | null, namingTest: ReportedJudging['namingTest']): boolean {
  return (preference?.count ?? 0) > 0 || (namingTest?.difference ?? null) !== null;
}

function nameConfusions({ confusions, ...score }: NamingAccuracy): ReportedNaming {
  return {
    ...score,
    accuracy: score.accuracy as ReportedNaming['accuracy'],
    confusions: confusions.map(({ expected, chosen, count }) => ({
      expected: expected.name,
      chosen: chosen.name,
      count,
    })),
  };
}
