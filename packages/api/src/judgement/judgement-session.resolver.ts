import { Arg, Ctx, FieldResolver, Int, Resolver, Root } from 'type-graphql';
import type { Preference } from '@understory/core';
import { orderPair } from '@understory/core';
import { RunComparison } from '../comparison/comparison.type.ts';
import type { Context } from '../context.ts';
import type { Connection } from '../graphql/connection.ts';
import { AFTER, describeFirst, paginate, readPage, toConnection } from '../graphql/connection.ts';
import { loadExisting } from '../graphql/load-by-id.ts';
import { Usage } from '../model-call/usage.type.ts';
import { Run } from '../run/run.type.ts';
import { compareJudges } from './compare-judges.ts';
import type { AgreementOfJudges, Judgement, JudgementOutcome } from './judgement.type.ts';
import {
  JudgeAgreementConnection,
  JudgedPreference,
  JudgementConnection,
  JudgementOutcomeEnum,
} from './judgement.type.ts';
import { BlindPairView, JudgementSession } from './judgement-session.type.ts';
import type { StoredJudgement } from './judgement.repository.ts';
import { listJudgedItems, loadJudgement } from './list-judgements.ts';
import { loadPairs } from './load-pairs.ts';
import { NamingTest } from './naming-test.type.ts';
import { presentNamingTest } from './present-naming.ts';
import type { SeenSession } from './present-judging.ts';
import { isOpen, presentPreference, presentRemarks, seeQuestions, seeSession } from './present-judging.ts';

/** What a session has come to. */
@Resolver(() => JudgementSession)
export class JudgementSessionResolver {
  @FieldResolver(() => Run, {
    nullable: true,
    description: "The run of `runAId`. Null until a person reveals the result: its summaries stand among the pair's.",
  })
  async runA(@Root() session: SeenSession, @Ctx() context: Context): Promise<Run | null> {
    return isOpen(session) ? findRun(context, session.runAId) : null;
  }

  @FieldResolver(() => Run, {
    nullable: true,
    description: "The run of `runBId`. Null until a person reveals the result: its summaries stand among the pair's.",
  })
  async runB(@Root() session: SeenSession, @Ctx() context: Context): Promise<Run | null> {
    return isOpen(session) ? findRun(context, session.runBId) : null;
  }

  @FieldResolver(() => [String], { description: 'What a reader must know of the sample, in plain words.' })
  remarks(@Root() session: SeenSession): string[] {
    return presentRemarks(session);
  }

  @FieldResolver(() => Boolean, {
    description: 'Whether answers and result are shown: those of a person only after revealJudging, all others always.',
  })
  isRevealed(@Root() session: SeenSession): boolean {
    return isOpen(session);
  }

  @FieldResolver(() => Int, { description: 'Conversations in the sample.' })
  async total(@Root() session: SeenSession, @Ctx() context: Context): Promise<number> {
    return new Set((await load(context, session)).map(({ item }) => item)).size;
  }

  @FieldResolver(() => Int, { description: 'Questions that were answered or failed.' })
  async doneQuestions(@Root() session: SeenSession, @Ctx() context: Context): Promise<number> {
    return (await load(context, session)).filter(({ status }) => status !== 'pending').length;
  }

  @FieldResolver(() => Int, {
    description:
      'Questions in all. A pair makes two for a model and one for a person, or one that nobody is asked ' +
      'where both summaries are the same; a naming test makes two a conversation.',
  })
  async totalQuestions(@Root() session: SeenSession, @Ctx() context: Context): Promise<number> {
    return (await load(context, session)).length;
  }

  @FieldResolver(() => Int, { description: 'Questions that got no usable answer.' })
  async failedQuestions(@Root() session: SeenSession, @Ctx() context: Context): Promise<number> {
    return (await load(context, session)).filter(({ status }) => status === 'failed').length;
  }

  @FieldResolver(() => Usage, {
    description: 'What the calls of its model took; all zero where a person or the local judge answers.',
  })
  usage(@Root() session: SeenSession): Usage {
    const { modelId, callCount, cachedCallCount, failedCallCount, requestCount } = session;
    const amounts = {
      calls: callCount,
      cachedCalls: cachedCallCount,
      failedCalls: failedCallCount,
      attempts: requestCount,
      inputTokens: session.inputTokens,
      outputTokens: session.outputTokens,
      costDollars: session.costDollars,
    };
    return { ...amounts, byModel: modelId === null ? [] : [{ provider: 'openai', modelId, ...amounts }] };
  }

  @FieldResolver(() => JudgedPreference, {
    nullable: true,
    description:
      'Whose summaries are preferred, by the answers so far; null for a naming test, and until a person ' +
      'reveals it.',
  })
  async preference(@Root() session: SeenSession, @Ctx() context: Context): Promise<JudgedPreference | null> {
    const preference = presentPreference(session, await load(context, session));
    return preference && nameCounts(preference);
  }

  @FieldResolver(() => NamingTest, {
    nullable: true,
    description:
      'How well the names of both runs tell where conversations belong, by the answers so far; null for a ' +
      'comparison of summaries.',
  })
  async namingTest(@Root() session: SeenSession, @Ctx() context: Context): Promise<NamingTest | null> {
    return presentNamingTest(context, session, await load(context, session));
  }

  @FieldResolver(() => BlindPairView, {
    nullable: true,
    description: 'The pair that a person judges next; null when all are judged, and where a model judges.',
  })
  async nextPair(@Root() session: SeenSession, @Ctx() context: Context): Promise<BlindPairView | null> {
    if (session.judge !== 'person' || session.revealedAt !== null) return null;
    const next = (await load(context, session)).find(({ status }) => status === 'pending');
    if (next === undefined) return null;
    const [a, b] = await Promise.all([findRun(context, session.runAId), findRun(context, session.runBId)]);
    const { position, item, firstShown } = next;
    const [[pair], conversation] = await Promise.all([
      loadPairs(context, a, b, [position]),
      context.loaders.conversationAt.load({ datasetId: a.datasetId, position }),
    ]);
    if (conversation === null) throw new Error(`The conversation at position ${position} was deleted.`);
    const { first, second } = orderPair(pair, firstShown ?? 'a');
    return { item, messages: conversation.messages, first, second };
  }

  @FieldResolver(() => JudgementConnection, {
    nullable: true,
    description:
      'What was said of each conversation, in the order of the sample. Null until a person reveals the result: ' +
      'it says which run wrote which summary.',
  })
  async judgements(
    @Root() session: SeenSession,
    @Arg('first', () => Int, describeFirst()) first: number | null,
    @Arg('after', () => String, AFTER) after: string | null,
    @Arg('outcome', () => JudgementOutcomeEnum, {
      nullable: true,
      description: 'Only those with this outcome; all by default.',
    })
    outcome: JudgementOutcome | null,
    @Ctx() context: Context,
  ): Promise<Connection<Judgement> | null> {
    if (!isOpen(session)) return null;
    const page = readPage({ first, after });
    const { datasetId } = await findRun(context, session.runAId);
    const items = listJudgedItems(session, await load(context, session)).filter(
      (each) => (outcome ?? null) === null || each.outcome === outcome,
    );
    const shown = items.filter(({ item }) => page.after === null || item > page.after).slice(0, page.limit + 1);
    const judgements = await Promise.all(shown.map((each) => loadJudgement(context, session, each, datasetId)));
    return toConnection(judgements, page, items.length, ({ item }) => item);
  }
}

/** What judges say of two runs. */
@Resolver(() => RunComparison)
export class ComparisonJudgementResolver {
  @FieldResolver(() => [JudgementSession], {
    description: 'What judges, models and people, were asked of these two runs; newest first.',
  })
  async judgementSessions(@Root() { a, b }: RunComparison, @Ctx() { judgements }: Context): Promise<SeenSession[]> {
    return (await judgements.listOfRuns(a.id, b.id)).map((session) => seeSession(session, a.id));
  }

  @FieldResolver(() => JudgeAgreementConnection, {
    description:
      'How far every two judges agree who compared the same summaries for the same purpose; those of the newest ' +
      'session first.',
  })
  async judgeAgreements(
    @Root() { a, b }: RunComparison,
    @Arg('first', () => Int, describeFirst()) first: number | null,
    @Arg('after', () => String, AFTER) after: string | null,
    @Ctx() context: Context,
  ): Promise<Connection<AgreementOfJudges>> {
    const sessions = (await context.judgements.listOfRuns(a.id, b.id)).map((session) => seeSession(session, a.id));
    const agreements = compareJudges(
      await Promise.all(sessions.map(async (session) => ({ session, questions: await load(context, session) }))),
    );
    return paginate(agreements, { first, after }, (agreement) => agreement);
  }
}

function nameCounts({ count, a, b, ties, identical, orderDependent, ...rest }: Preference): JudgedPreference {
  return {
    ...rest,
    pairCount: count,
    winCountA: a,
    winCountB: b,
    tieCount: ties,
    identicalCount: identical,
    orderDependentCount: orderDependent,
  };
}

async function load({ loaders }: Context, session: SeenSession): Promise<StoredJudgement[]> {
  return seeQuestions(session, await loaders.questionsOfSession.load(session.id));
}

function findRun({ loaders }: Context, id: string): Promise<Run> {
  return loadExisting(loaders.run, id);
}
