import type { RunStateFragment } from '../graphql/generated/graphql.ts';
import { formatCount } from '../ui/format-number.ts';

/** What models used, in a few facts: calls, cache, failures, tokens, cost. Empty where no model was asked. */
export function describeUsage(usage: Omit<RunStateFragment['usage'], 'byModel'>): string[] {
  if (usage.calls === 0) {
    return [];
  }
  return [
    `${formatCount(usage.calls)} ${usage.calls === 1 ? 'call' : 'calls'}`,
    usage.cachedCalls > 0 ? `${formatCount(usage.cachedCalls)} from the cache` : '',
    usage.failedCalls > 0 ? `${formatCount(usage.failedCalls)} without a usable answer` : '',
    `${formatCount(usage.inputTokens)} tokens in, ${formatCount(usage.outputTokens)} out`,
    formatDollars(usage.costDollars),
  ].filter(Boolean);
}

/** `$0.0042`, `$1.20`; says so where the price is not known. */
export function formatDollars(dollars: number | null): string {
  if (dollars === null) {
    return 'cost not known';
  }
  if (dollars === 0) {
    return '$0';
  }
  return dollars < 0.0001 ? 'under $0.0001' : `$${dollars.toFixed(dollars < 1 ? 4 : 2)}`;
}
