import { preferredOf, settlePairs } from '@understory/core';
import type { Context } from '../context.ts';
import type { Judgement, JudgementOutcome, JudgeAnswer } from './judgement.type.ts';
import type { StoredJudgement } from './judgement.repository.ts';
import type { SeenSession } from './present-judging.ts';
import { countOrders, toPairAnswers } from './present-judging.ts';

/** One conversation of a session, before its texts are loaded. */
export interface JudgedItem {
  item: number;
  position: number;
  outcome: JudgementOutcome;
  questions: StoredJudgement[];
}

/** The conversations of a session in the order of the sample. @param questions - as the session is seen. */
export function listJudgedItems(session: SeenSession, questions: readonly StoredJudgement[]): JudgedItem[] {
  const byItem = new Map<number, StoredJudgement[]>();
  for (const question of questions) byItem.set(question.item, [...(byItem.get(question.item) ?? []), question]);
  return [...byItem]
    .sort(([one], [other]) => one - other)
    .map(([item, asked]) => ({
      item,
      position: asked[0].position,
      outcome: findOutcome(session, asked),
      questions: asked.toSorted((one, other) => one.part - other.part),
    }));
}

/** Loads what a page of judgements shows. */
export async function loadJudgement(
  { loaders }: Context,
  session: SeenSession,
  { item, position, outcome, questions }: JudgedItem,
  datasetId: string,
): Promise<Judgement> {
  const [conversation, summaryA, summaryB, treeA, treeB] = await Promise.all([
    loaders.conversationAt.load({ datasetId, position }),
    loaders.summaryAt.load({ runId: session.runAId, position }),
    loaders.summaryAt.load({ runId: session.runBId, position }),
    loaders.tree.load(session.runAId),
    loaders.tree.load(session.runBId),
  ]);
  if (conversation === null || summaryA === null || summaryB === null) {
    throw new Error(`The conversation at position ${position} was deleted while it was being read.`);
  }
  const trees = [treeA, treeB];
  const answers = questions.map((question) => presentAnswer(session, question, trees));
  return { item, conversation, summaryA: summaryA.summary, summaryB: summaryB.summary, outcome, answers };
}

function presentAnswer(
  { kind }: SeenSession,
  { part, firstShown, choice, expectedCluster, chosenCluster, status, reason }: StoredJudgement,
  trees: readonly Awaited<ReturnType<Context['loaders']['tree']['load']>>[],
): JudgeAnswer {
  const clusterAt = (index: number | null) => (index === null ? null : trees[part].clusters[index]);
  const base = { isFailed: status === 'failed', reason };
  if (kind === 'naming') {
    const chosen = clusterAt(chosenCluster);
    return { ...base, side: part === 0 ? 'a' : 'b', preferred: null, expected: clusterAt(expectedCluster), chosen };
  }
  const side = firstShown ?? 'a';
  const preferred = choice === null ? null : preferredOf({ choice, firstShown: side });
  return { ...base, side, preferred, expected: null, chosen: null };
}

function findOutcome(session: SeenSession, asked: readonly StoredJudgement[]): JudgementOutcome {
  if (asked.some(({ status }) => status === 'failed')) return 'failed';
  if (asked.some(({ status }) => status === 'pending')) return 'open';
  if (session.kind === 'naming') {
    const isRight = (part: number): boolean =>
      asked.some((each) => each.part === part && each.expectedCluster === each.chosenCluster);
    if (isRight(0)) return isRight(1) ? 'both-right' : 'only-a-right';
    return isRight(1) ? 'only-b-right' : 'neither-right';
  }
  const [verdict] = settlePairs(toPairAnswers(asked), countOrders(session));
  if (verdict.isIdentical) return 'identical';
  if (verdict.isOrderDependent) return 'order-dependent';
  return verdict.preferred === 'tie' ? 'tie' : `prefers-${verdict.preferred}`;
}
