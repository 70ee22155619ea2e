import { Arg, Ctx, Float, ID, Mutation, Query, Resolver, Root, Subscription } from 'type-graphql';
import type { Context } from '../context.ts';
import { estimateNamingTest, estimatePairJudging } from './estimate-judging.ts';
import { JudgingEstimate } from './judgement.type.ts';
import {
  JudgementSession,
  RecordJudgementInput,
  StartPersonJudgingInput,
  StartJudgingInput,
  StartNamingTestInput,
} from './judgement-session.type.ts';
import { recordJudgement, revealJudging, undoJudgement } from './person-judging.ts';
import type { SeenSession } from './present-judging.ts';
import { seeSession } from './present-judging.ts';
import { cancelJudging, deleteJudging, resumeJudging, retryJudging } from './resume-judging.ts';
import { startNamingTest, startPairJudging, startPersonJudging } from './start-judging.ts';
import { watchJudging } from './watch-judging.ts';

/** Starts judges, takes answers of people, and tells how far judges have come. */
@Resolver(() => JudgementSession)
export class JudgementResolver {
  @Query(() => JudgementSession, { nullable: true, description: "One judge's work by its id; null if there is none." })
  async judgementSession(
    @Arg('id', () => ID, { description: '`JudgementSession.id`' }) id: string,
    @Ctx() { judgements }: Context,
  ): Promise<SeenSession | null> {
    const found = await judgements.find(id);
    return found === null ? null : seeSession(found);
  }

  @Query(() => JudgingEstimate, { description: 'What startJudging would take. Asks no model.' })
  judgingEstimate(
    @Arg('input', () => StartJudgingInput, { description: 'What startJudging would be given.' })
    input: StartJudgingInput,
    @Ctx() context: Context,
  ): Promise<JudgingEstimate> {
    return estimatePairJudging(context, { ...input });
  }

  @Query(() => JudgingEstimate, {
    description: 'What startNamingTest with a language model would take. Asks no model.',
  })
  namingTestEstimate(
    @Arg('input', () => StartNamingTestInput, { description: 'What startNamingTest would be given.' })
    input: StartNamingTestInput,
    @Ctx() context: Context,
  ): Promise<JudgingEstimate> {
    return estimateNamingTest(context, { ...input });
  }

  @Mutation(() => JudgementSession, {
    description:
      'Has a language model say which of two summaries of a conversation serves a purpose better: blind, each pair in ' +
      'both orders. The same input finds the same session.',
  })
  async startJudging(
    @Arg('input', () => StartJudgingInput, {
      description: 'Which two runs, how many conversations, for which purpose.',
    })
    input: StartJudgingInput,
    @Ctx() context: Context,
  ): Promise<SeenSession> {
    return seeSession(await startPairJudging(context, { ...input }));
  }

  @Mutation(() => JudgementSession, {
    description:
      'Prepares a session in which a person compares the summaries of two runs and answers by ' +
      'recordJudgement. Each call makes a new one.',
  })
  async startPersonJudging(
    @Arg('input', () => StartPersonJudgingInput, {
      description: 'Which two runs, how many conversations, for which purpose, and who judges.',
    })
    input: StartPersonJudgingInput,
    @Ctx() context: Context,
  ): Promise<SeenSession> {
    return seeSession(await startPersonJudging(context, { ...input }));
  }

  @Mutation(() => JudgementSession, {
    description:
      'Sorts conversations into the clusters of both runs by names and descriptions alone. The same input finds the ' +
      'same session.',
  })
  async startNamingTest(
    @Arg('input', () => StartNamingTestInput, {
      description: 'Which two runs, how many conversations, which names, and who judges.',
    })
    input: StartNamingTestInput,
    @Ctx() context: Context,
  ): Promise<SeenSession> {
    return seeSession(await startNamingTest(context, { ...input }));
  }

  @Mutation(() => JudgementSession, { description: "Keeps a person's answer. The last one completes the session." })
  async recordJudgement(
    @Arg('input', () => RecordJudgementInput, { description: 'Which pair, and the answer.' }) {
      id,
      item,
      choice,
      reason,
    }: RecordJudgementInput,
    @Ctx() { workspace }: Context,
  ): Promise<SeenSession> {
    return seeSession(await recordJudgement(workspace, id, { item, choice, reason: reason ?? null }));
  }

  @Mutation(() => JudgementSession, { description: "Takes back a person's last answer, until the result is revealed." })
  async undoJudgement(
    @Arg('id', () => ID, { description: '`JudgementSession.id`' }) id: string,
    @Ctx() { workspace }: Context,
  ): Promise<SeenSession> {
    return seeSession(await undoJudgement(workspace, id));
  }

  @Mutation(() => JudgementSession, {
    description: "Ends a person's session and shows the result; no answer is taken after that.",
  })
  async revealJudging(
    @Arg('id', () => ID, { description: '`JudgementSession.id`' }) id: string,
    @Ctx() { workspace }: Context,
  ): Promise<SeenSession> {
    return seeSession(await revealJudging(workspace, id));
  }

  @Mutation(() => JudgementSession, {
    description: 'Goes on with judging that paused, failed or was cancelled. Answers that are there are kept.',
  })
  async resumeJudging(
    @Arg('id', () => ID, { description: '`JudgementSession.id`' }) id: string,
    @Arg('budgetDollars', () => Float, {
      nullable: true,
      description:
        'The new budget of the whole session in US dollars, what it has spent included; the old one by default.',
    })
    budgetDollars: number | null,
    @Ctx() { workspace }: Context,
  ): Promise<SeenSession> {
    return seeSession(await resumeJudging(workspace, id, budgetDollars ?? null));
  }

  @Mutation(() => JudgementSession, { description: 'Asks again the questions that got no usable answer.' })
  async retryJudging(
    @Arg('id', () => ID, { description: '`JudgementSession.id`' }) id: string,
    @Ctx() { workspace }: Context,
  ): Promise<SeenSession> {
    return seeSession(await retryJudging(workspace, id));
  }

  @Mutation(() => JudgementSession, {
    description: 'Stops judging. Answers that are there are kept; what has ended stays as it is.',
  })
  async cancelJudging(
    @Arg('id', () => ID, { description: '`JudgementSession.id`' }) id: string,
    @Ctx() { workspace }: Context,
  ): Promise<SeenSession> {
    return seeSession(await cancelJudging(workspace, id));
  }

  @Mutation(() => ID, { description: 'Removes a session with its answers, and gives its id back.' })
  deleteJudging(
    @Arg('id', () => ID, { description: '`JudgementSession.id`' }) id: string,
    @Ctx() { workspace }: Context,
  ): Promise<string> {
    return deleteJudging(workspace, id);
  }

  @Subscription(() => JudgementSession, {
    description: 'Sends the session at once, then on every change, until it has ended or paused.',
    subscribe: async function* ({ args, context }) {
      const { workspace, refresh } = context as Context;
      for await (const session of watchJudging(workspace, String(args.id))) {
        refresh();
        yield seeSession(session);
      }
    },
  })
  judgingProgress(
    @Arg('id', () => ID, { description: '`JudgementSession.id`' }) _id: string,
    @Root() session: JudgementSession,
  ): JudgementSession {
    return session;
  }
}
