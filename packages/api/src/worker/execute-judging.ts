import type { NamingJudge, UsageEntry } from '@understory/core';
import {
  Budget,
  BudgetExceededError,
  createEmbeddingModel,
  EmbeddingNamingJudge,
  judgePairs,
  ModelOutputError,
  placeConversations,
  PromptedNamingJudge,
  PromptedPairJudge,
  sampleItems,
} from '@understory/core';
import { createContext } from '../context.ts';
import type { Context } from '../context.ts';
import type { QuestionPlace, SessionUsage, StoredJudgement, StoredSession } from '../judgement/judgement.repository.ts';
import { loadPairs } from '../judgement/load-pairs.ts';
import { openLevel } from '../judgement/naming-levels.ts';
import { loadExisting } from '../graphql/load-by-id.ts';
import type { Workspace } from '../workspace.ts';
import { createProgressWriter } from './progress-writer.ts';

interface JudgingStep {
  context: Context;
  session: StoredSession;
  /** What is asked, one entry a question. */
  questions: readonly StoredJudgement[];
  /** What the language model's calls are accounted under. */
  account: { run: string; step: string; budget?: Budget };
  step: {
    signal: AbortSignal;
    onProgress: (done: number, total: number) => void;
    onFailure: (place: QuestionPlace, error: unknown) => Promise<void>;
  };
}

/**
 * Asks a session's open questions and keeps each answer as it comes.
 *
 * A budget that does not last pauses the session.
 */
export async function executeJudging(workspace: Workspace, session: StoredSession, signal: AbortSignal): Promise<void> {
  const { judgements, events, models } = workspace;
  const { id, budgetDollars, costDollars } = session;
  const budget = budgetDollars === null ? undefined : new Budget(budgetDollars, costDollars ?? 0);
  const account = { run: id, step: 'judge', budget };
  const readUsage = (): UsageEntry | undefined => models.client.usage.entries({ run: id })[0];
  const before = readUsage();
  const progress = createProgressWriter(async () => {
    await judgements.saveUsage(id, addUsage(session, readUsage(), before));
    await events.announceChange(id);
  });
  // One run's names after the other's: servers keep what they have read of a prompt's beginning.
  const questions = (await judgements.listQuestions([id]))
    .filter(({ status }) => status === 'pending')
    .sort((one, other) => (session.kind === 'naming' ? one.part - other.part : 0));
  const context = createContext(workspace, { readsLocalFiles: false });
  const onFailure = (place: QuestionPlace, error: unknown): Promise<void> =>
    judgements.saveFailure(id, place, describeFailure(error));
  try {
    const execute = session.kind === 'pairs' ? judgeSummaries : testNames;
    await execute({ context, session, questions, account, step: { signal, onProgress: progress.report, onFailure } });
  } catch (error) {
    signal.throwIfAborted();
    if (!(error instanceof BudgetExceededError)) throw error;
    await judgements.end(id, 'paused', error.message);
  } finally {
    await progress.finish();
    await judgements.saveUsage(id, addUsage(session, readUsage(), before));
  }
}

async function judgeSummaries({ context, session, questions, account, step }: JudgingStep): Promise<void> {
  const { models, loaders, judgements } = context;
  const [a, b] = await Promise.all([
    loadExisting(loaders.run, session.runAId),
    loadExisting(loaders.run, session.runBId),
  ]);
  const pairs = await loadPairs(
    context,
    a,
    b,
    questions.map(({ position }) => position),
  );
  const model = models.languageModel({ provider: 'openai', modelId: session.modelId ?? '' }, account);
  const judge = new PromptedPairJudge(model, {
    purpose: session.purpose ?? undefined,
    concurrency: models.client.settings.concurrency,
  });
  await judgePairs(pairs, {
    judge,
    signal: step.signal,
    onProgress: step.onProgress,
    questions: questions.map(({ firstShown }, item) => ({ item, firstShown: firstShown ?? 'a' })),
    onAnswer: async ({ item, choice, reason }) => {
      await judgements.saveAnswer(session.id, questions[item], { choice, reason });
    },
    onFailure: ({ item, error }) => step.onFailure(questions[item], error),
  });
}

async function testNames({ context, session, questions, account, step }: JudgingStep): Promise<void> {
  const { loaders, judgements } = context;
  const trees = await Promise.all([loaders.tree.load(session.runAId), loaders.tree.load(session.runBId)]);
  const levels = [openLevel(trees[0], session.depthA ?? 0), openLevel(trees[1], session.depthB ?? 0)];
  const { datasetId, conversationCount } = await loadExisting(loaders.run, session.runAId);
  const conversations = await Promise.all(
    questions.map(async ({ position }) => {
      const found = await loaders.conversationAt.load({ datasetId, position });
      if (found === null) throw new Error(`The conversation at position ${position} was deleted.`);
      return found;
    }),
  );
  const judge = await createNamingJudge(context, session, { account, datasetId, conversationCount, ...step });
  await placeConversations(
    conversations,
    levels.map(({ topics }) => topics),
    {
      judge,
      signal: step.signal,
      onProgress: step.onProgress,
      questions: questions.map(({ part }, item) => ({ item, taxonomy: part })),
      onAnswer: async ({ item, taxonomy, topic, reason }) => {
        const chosenCluster = topic === null ? null : levels[taxonomy].clusters[topic].index;
        await judgements.saveAnswer(session.id, questions[item], { chosenCluster, reason });
      },
      onFailure: ({ item, error }) => step.onFailure(questions[item], error),
    },
  );
}

/** More teach the local judge little and take long. */
const LEARNED_CONVERSATIONS = 5000;

async function createNamingJudge(
  { models, conversations, loaders }: Context,
  { judge, modelId, seed }: StoredSession,
  {
    account,
    datasetId,
    conversationCount,
    signal,
  }: Pick<JudgingStep, 'account'> & { datasetId: string; conversationCount: number; signal: AbortSignal },
): Promise<NamingJudge> {
  if (judge === 'model') {
    const model = models.languageModel({ provider: 'openai', modelId: modelId ?? '' }, account);
    return new PromptedNamingJudge(model, { concurrency: models.client.settings.concurrency });
  }
  const model = createEmbeddingModel({ provider: 'local', modelId: 'lsa' });
  if (conversationCount <= LEARNED_CONVERSATIONS) {
    const all = await conversations.load(datasetId, conversationCount);
    return EmbeddingNamingJudge.learn(all, { model, seed, signal });
  }
  const positions = sampleItems(Array.from({ length: conversationCount }).keys(), LEARNED_CONVERSATIONS, seed);
  const loaded = await Promise.all(positions.map((position) => loaders.conversationAt.load({ datasetId, position })));
  return EmbeddingNamingJudge.learn(
    loaded.filter((found) => found !== null),
    { model, seed, signal },
  );
}

/** What earlier executions took, and what the ledger has of this one. */
function addUsage(stored: SessionUsage, now: UsageEntry | undefined, before: UsageEntry | undefined): SessionUsage {
  const since = (name: 'calls' | 'cachedCalls' | 'failedCalls' | 'attempts' | 'inputTokens' | 'outputTokens'): number =>
    (now?.[name] ?? 0) - (before?.[name] ?? 0);
  const isPriced = stored.costDollars !== null && now?.costDollars !== null && before?.costDollars !== null;
  return {
    callCount: stored.callCount + since('calls'),
    cachedCallCount: stored.cachedCallCount + since('cachedCalls'),
    failedCallCount: stored.failedCallCount + since('failedCalls'),
    requestCount: stored.requestCount + since('attempts'),
    inputTokens: stored.inputTokens + since('inputTokens'),
    outputTokens: stored.outputTokens + since('outputTokens'),
    costDollars: isPriced ? (stored.costDollars ?? 0) + (now?.costDollars ?? 0) - (before?.costDollars ?? 0) : null,
  };
}

function describeFailure(error: unknown): { reason: string; code: string | null; rawAnswer: string | null } {
  return {
    reason: error instanceof Error ? error.message : String(error),
    code: error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : null,
    rawAnswer: error instanceof ModelOutputError ? error.rawText : null,
  };
}
