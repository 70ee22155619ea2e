import { randomInt } from 'node:crypto';
import type { BlindChoice } from '@understory/core';
import {
  createEmbeddingModel,
  fingerprint,
  isSameSummary,
  PromptedNamingJudge,
  PromptedPairJudge,
} from '@understory/core';
import type { LoadedComparison } from '../comparison/load-comparison.ts';
import { loadComparison } from '../comparison/load-comparison.ts';
import type { Context } from '../context.ts';
import type { Run } from '../run/run.type.ts';
import { drawHeldOut, drawPairs } from './draw-sample.ts';
import type { NewJudgement, NewSession, StoredSession } from './judgement.repository.ts';
import type { NamingOptions, PairOptions, PersonOptions } from './judging-options.ts';
import { namingOptionsSchema, pairOptionsSchema, personOptionsSchema, readOptions } from './judging-options.ts';
import { loadPairs } from './load-pairs.ts';
import { clusterOfLeaf, findDepth, openLevel } from './naming-levels.ts';
import { resumeJudging } from './resume-judging.ts';

/** Raised when a sample is drawn in another way, so that older sessions are not taken for new ones. */
const SAMPLE_VERSION = 1;
const PROVIDER = 'openai';
const LOCAL_JUDGE = 'local/lsa';

/** Which two runs, and what of the options is not the default. */
export interface JudgingInput {
  a: string;
  b: string;
  [option: string]: unknown;
}

/**
 * Has a language model compare the summaries of two runs, or finds the session that did.
 *
 * @throws {InvalidInputError} if an option is out of range, the runs cannot be compared, or the model cannot be asked.
 */
export async function startPairJudging(context: Context, { a, b, ...rest }: JudgingInput): Promise<StoredSession> {
  const options = readOptions<PairOptions>(pairOptionsSchema, rest);
  const { purpose, modelId, budgetDollars } = options;
  const loaded = await loadComparison(context, a, b);
  const name = { provider: PROVIDER, modelId };
  requireModel(context, name, budgetDollars);
  const judge = new PromptedPairJudge(context.models.languageModel(name, {}), { purpose });
  return start(
    context,
    {
      ...describe(loaded, options),
      kind: 'pairs',
      judge: 'model',
      judgeName: `${PROVIDER}/${modelId}`,
      modelId,
      purpose,
      budgetDollars,
      fingerprint: nameSession(loaded, judge.fingerprint, options),
      remarks: [],
      status: 'queued',
    },
    await listPairQuestions(context, loaded, options, () => ['a', 'b']),
  );
}

/** Prepares a session in which a person compares the summaries of two runs. @throws {InvalidInputError} as above. */
export async function startPersonJudging(context: Context, { a, b, ...rest }: JudgingInput): Promise<StoredSession> {
  const options = readOptions<PersonOptions>(personOptionsSchema, rest);
  const loaded = await loadComparison(context, a, b);
  // Not by a seed, which the API shows: whoever reveals another session of it would know the orders of this one.
  const questions = await listPairQuestions(context, loaded, options, () => [randomInt(2) === 0 ? 'a' : 'b']);
  const isDone = questions.every(({ isIdentical }) => isIdentical);
  const { session } = await context.judgements.create(
    {
      ...describe(loaded, options),
      kind: 'pairs',
      judge: 'person',
      judgeName: options.judgeName,
      purpose: options.purpose,
      fingerprint: null,
      remarks: [],
      status: isDone ? 'completed' : 'running',
      startedAt: new Date(),
    },
    questions,
  );
  return session;
}

/**
 * Starts a naming test, or finds the session of the same one.
 *
 * @throws {InvalidInputError} if an option is out of range, the runs cannot be compared, or the model cannot be asked.
 */
export async function startNamingTest(context: Context, { a, b, ...rest }: JudgingInput): Promise<StoredSession> {
  const options = readOptions<NamingOptions>(namingOptionsSchema, rest);
  const loaded = await loadComparison(context, a, b);
  const name = { provider: PROVIDER, modelId: options.modelId };
  if (options.judge === 'model') requireModel(context, name, options.budgetDollars);
  const levels = {
    a: openLevel(loaded.a.tree, findDepth(loaded.a.tree, options.level)),
    b: openLevel(loaded.b.tree, findDepth(loaded.b.tree, options.level)),
  };
  const { places, remarks } = await drawHeldOut(context, loaded, levels, options);
  const questions = (['a', 'b'] as const).flatMap((side, part) =>
    places.map((place, item) => ({
      item,
      part,
      position: loaded.positions[place],
      expectedCluster: clusterOfLeaf(loaded[side].tree, loaded[side].leaves[place], levels[side].depth),
    })),
  );
  const isLocal = options.judge === 'local';
  const judge = isLocal ? null : new PromptedNamingJudge(context.models.languageModel(name, {}));
  return start(
    context,
    {
      ...describe(loaded, options),
      kind: 'naming',
      judge: options.judge,
      judgeName: isLocal ? LOCAL_JUDGE : `${PROVIDER}/${options.modelId}`,
      modelId: isLocal ? null : options.modelId,
      level: options.level,
      depthA: levels.a.depth,
      depthB: levels.b.depth,
      budgetDollars: isLocal ? null : options.budgetDollars,
      fingerprint: nameSession(loaded, judge?.fingerprint ?? nameLocalJudge(), {
        ...options,
        depths: [levels.a.depth, levels.b.depth],
      }),
      remarks: isLocal ? [{ side: null, text: LOCAL_REMARK }, ...remarks] : remarks,
      status: 'queued',
    },
    questions,
  );
}

const LOCAL_REMARK =
  'No language model judged: each conversation went to the name and description whose words are most similar to its own (latent semantic analysis). A reader would do better; as a comparison of two runs it is a first hint.';

function nameLocalJudge(): string {
  return createEmbeddingModel({ provider: 'local', modelId: 'lsa' }).fingerprint;
}

async function start(context: Context, values: NewSession, questions: readonly NewJudgement[]): Promise<StoredSession> {
  const { session, isNew } = await context.judgements.create(values, questions);
  if (isNew) {
    await context.executor.enqueueJudging(session);
    return session;
  }
  if (!['failed', 'cancelled', 'paused'].includes(session.status)) return session;
  return resumeJudging(context.workspace, session.id, values.budgetDollars ?? null);
}

function requireModel({ models }: Context, name: { provider: string; modelId: string }, budget: number | null): void {
  models.requireReachable(name);
  if (budget !== null) models.requirePrice(name);
}

function describe(
  { a, b }: LoadedComparison,
  { count, seed }: { count: number; seed: number },
): Pick<NewSession, 'runAId' | 'runBId' | 'sampleSize' | 'seed'> {
  return { runAId: a.run.id, runBId: b.run.id, sampleSize: count, seed };
}

function nameSession(
  { a, b }: LoadedComparison,
  judge: string,
  { budgetDollars: _budget, ...options }: { budgetDollars: number | null; depths?: number[] },
): string {
  const nameRun = ({ id, fingerprint: results }: Run): string[] => [id, results];
  return fingerprint({ version: SAMPLE_VERSION, judge, a: nameRun(a.run), b: nameRun(b.run), options });
}

/** @param chooseOrders - whose summary is shown first, one entry a question. */
async function listPairQuestions(
  context: Context,
  loaded: LoadedComparison,
  { count, seed }: { count: number; seed: number },
  chooseOrders: () => ('a' | 'b')[],
): Promise<NewJudgement[]> {
  const places = drawPairs(loaded, count, seed);
  const positions = places.map((place) => loaded.positions[place]);
  const pairs = await loadPairs(context, loaded.a.run, loaded.b.run, positions);
  return pairs.flatMap((pair, item): NewJudgement[] => {
    const orders = chooseOrders();
    const question = { item, position: positions[item] };
    if (isSameSummary(pair)) return [{ ...question, ...IDENTICAL, part: 0, firstShown: orders[0] }];
    return orders.map((firstShown, part) => ({ ...question, part, firstShown }));
  });
}

const IDENTICAL = {
  isIdentical: true,
  status: 'answered',
  choice: 'tie' satisfies BlindChoice,
  reason: 'Both summaries are the same text.',
} as const;
