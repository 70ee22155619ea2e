import { isSameSummary, priceCall, PromptedNamingJudge, PromptedPairJudge } from '@understory/core';
import type { TokenUsage } from '@understory/core';
import { loadComparison } from '../comparison/load-comparison.ts';
import type { Context } from '../context.ts';
import { drawPairs } from './draw-sample.ts';
import type { JudgingEstimate } from './judgement.type.ts';
import { namingOptionsSchema, pairOptionsSchema, readOptions } from './judging-options.ts';
import { loadPairs } from './load-pairs.ts';
import { findDepth, openLevel } from './naming-levels.ts';
import type { JudgingInput } from './start-judging.ts';

/** Pairs that are counted exactly; the rest are taken to be like them. */
const COUNTED = 40;

/** What it would take to have a language model compare summaries. Asks nothing. */
export async function estimatePairJudging(context: Context, { a, b, ...rest }: JudgingInput): Promise<JudgingEstimate> {
  const { count, seed, modelId, purpose } = readOptions(pairOptionsSchema, rest);
  const loaded = await loadComparison(context, a, b);
  const places = drawPairs(loaded, count, seed);
  const positions = places.map((place) => loaded.positions[place]);
  const pairs = await loadPairs(context, loaded.a.run, loaded.b.run, positions);
  const asked = pairs.filter((pair) => !isSameSummary(pair));
  const judge = new PromptedPairJudge(context.models.languageModel({ provider: 'openai', modelId }, {}), { purpose });
  const usages = asked.slice(0, COUNTED).map((pair) => judge.estimateUsage({ ...pair, first: pair.a, second: pair.b }));
  return estimate(context, modelId, {
    usages,
    questionCount: 2 * asked.length,
    identicalCount: pairs.length - asked.length,
  });
}

/** What it would take to have a language model test the names of two runs. Asks nothing. */
export async function estimateNamingTest(context: Context, { a, b, ...rest }: JudgingInput): Promise<JudgingEstimate> {
  const { count, seed, modelId, level } = readOptions(namingOptionsSchema, rest);
  const loaded = await loadComparison(context, a, b);
  const places = drawPairs(loaded, count, seed);
  const judge = new PromptedNamingJudge(context.models.languageModel({ provider: 'openai', modelId }, {}));
  const levels = [loaded.a, loaded.b].map(({ tree }) => openLevel(tree, findDepth(tree, level)).topics);
  const positions = places.slice(0, COUNTED / 2).map((place) => loaded.positions[place]);
  const pairs = await loadPairs(context, loaded.a.run, loaded.b.run, positions);
  const usages = pairs.flatMap((pair) => levels.map((topics) => judge.estimateUsage(pair, topics)));
  return estimate(context, modelId, { usages, questionCount: 2 * places.length, identicalCount: 0 });
}

function estimate(
  { models }: Context,
  modelId: string,
  { usages, ...counts }: { usages: readonly TokenUsage[]; questionCount: number; identicalCount: number },
): JudgingEstimate {
  const scale = usages.length === 0 ? 0 : counts.questionCount / usages.length;
  const sum = (name: keyof TokenUsage): number =>
    Math.round(scale * usages.reduce((total, usage) => total + usage[name], 0));
  const taken = { inputTokens: sum('inputTokens'), outputTokens: sum('outputTokens') };
  const costDollars = priceCall(models.client.prices, modelId, taken);
  return { ...counts, ...taken, costDollars, isReachable: models.isReachable };
}
