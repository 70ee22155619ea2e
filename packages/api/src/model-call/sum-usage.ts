import type { ModelUsage, Usage } from './usage.type.ts';

type Amounts = Omit<Usage, 'byModel'>;

const NOTHING: Amounts = {
  calls: 0,
  cachedCalls: 0,
  failedCalls: 0,
  attempts: 0,
  inputTokens: 0,
  outputTokens: 0,
  costDollars: 0,
};

/** Adds up what steps took, in total and by model. One unknown cost makes the sum unknown. */
export function sumUsage(parts: readonly ModelUsage[]): Usage {
  const byModel = new Map<string, ModelUsage>();
  for (const part of parts) {
    const { provider, modelId } = part;
    const key = JSON.stringify([provider, modelId]);
    byModel.set(key, { provider, modelId, ...add(byModel.get(key) ?? NOTHING, part) });
  }
  return { ...parts.reduce(add, NOTHING), byModel: [...byModel.values()] };
}

function add(a: Amounts, b: Amounts): Amounts {
  return {
    calls: a.calls + b.calls,
    cachedCalls: a.cachedCalls + b.cachedCalls,
    failedCalls: a.failedCalls + b.failedCalls,
    attempts: a.attempts + b.attempts,
    inputTokens: a.inputTokens + b.inputTokens,
    outputTokens: a.outputTokens + b.outputTokens,
    costDollars: a.costDollars === null || b.costDollars === null ? null : a.costDollars + b.costDollars,
  };
}
