import type { BetterDirection, ComparedSide } from '../graphql/generated/graphql.ts';
import { formatDecimal, formatShare } from '../ui/format-number.ts';

/** One number with the interval that it lies in at 95 %, as the API gives it. */
export interface Interval {
  value: number;
  low: number | null;
  high: number | null;
}

const explanations: Record<string, string> = {
  words: 'How long summaries are.',
  inWordRange: 'Summaries with as many words as their model asks for.',
  requiredOpening: 'Summaries that begin as their model asks them to.',
  bannedPhrase: 'Summaries with a phrase that no summary should hold.',
  vaguePhrase: 'Summaries with words such as “various issues” that say nothing.',
  glossaryCoverage: 'Of the product terms that occur in a conversation, how many its summary names.',
  glossaryNamed: 'Conversations with a product term whose summary names at least one of them.',
  glossaryUnsupported: 'Summaries with a product term that the conversation does not mention.',
  entityCoverage: 'Of the names, numbers and identifiers in a conversation, how many its summary keeps.',
  entitiesNamed: 'How many names, numbers and identifiers a summary keeps.',
  entityUnsupported: 'Summaries with a name, number or identifier that the conversation does not mention.',
  distinctWords: 'Different words in a summary, without words such as “the” and “with”.',
  exactDuplicate: 'Summaries that say exactly what another one says.',
  nearDuplicate: 'Summaries that say nearly what another one says.',
  reciprocalRank: 'A summary searches all conversations: 1 if its own always comes first.',
  recallAt1: 'Summaries that find their own conversation as the first of all.',
  recallAt10: 'Summaries that find their own conversation among the first ten.',
  personalData: 'Summaries with something that looks like personal data or a secret key.',
  distinctPerThousand: 'Different words among 1,000 words of summaries: how varied they are as a whole.',
  typeTokenRatio: 'Different words divided by all words: how varied the summaries are as a whole.',
  leaveOneOut: 'The label of a conversation guessed as the commonest label of the others in its leaf.',
  probe: 'The label of a conversation guessed from those whose summaries are most alike.',
  purity: 'Conversations that have the commonest label of their cluster. It rises with the number of clusters.',
  inversePurity: 'Conversations that lie in the cluster that holds most of their label.',
  adjustedMutualInformation: 'How much the clusters tell about the labels: 1 all, 0 what chance gives.',
  macroF1: 'How well each label can be told from the cluster, rare labels counting as much as common ones.',
};

/** What a metric says, in one sentence; empty for one that is not known here. */
export function explainMetric(name: string): string {
  return explanations[name] ?? '';
}

/** Which run is better, in words. */
export function describeWinner(winner: ComparedSide | null, better: BetterDirection | null): string {
  if (better === null) {
    return 'neither is better';
  }
  return winner ? `${winner} is better` : 'no clear difference';
}

/** `A is better in 3, B in 5, no clear difference in 8`. What neither run can be better in is left out. */
export function countWinners(winners: readonly (ComparedSide | null)[]): string {
  const count = (side: ComparedSide | null): number => winners.filter((winner) => winner === side).length;
  return `A is better in ${count('A')}, B in ${count('B')}, no clear difference in ${count(null)}`;
}

/** `59.8 %` for a share, `23.7` or `0.603` for another number; a dash when there is none. */
export function formatMetric(estimate: Interval | null, isShare: boolean): string {
  if (!estimate) {
    return '–';
  }
  return isShare ? formatShare(estimate.value) : formatDecimal(estimate.value, decimalsOf(estimate));
}

/** `+40.5 %` for a share: in points of per cent; a minus sign of its own for what went down. */
export function formatSigned(value: number, isShare: boolean, decimals: number): string {
  const size = isShare ? formatShare(Math.abs(value)).replace(' %', '') : formatDecimal(Math.abs(value), decimals);
  const isZero = !/[1-9]/.test(size);
  return isZero ? size : `${value < 0 ? '−' : '+'}${size}`;
}

/** `+0.304 (+0.266 to +0.342)`; shares in points of per cent. A dash when nothing can be compared. */
export function formatDifference(difference: Interval | null, isShare: boolean): string {
  if (!difference) {
    return '–';
  }
  const { value, low, high } = difference;
  const decimals = decimalsOf(difference);
  const unit = isShare ? ' pts' : '';
  const middle = `${formatSigned(value, isShare, decimals)}${unit}`;
  return low === null || high === null
    ? middle
    : `${middle} (${formatSigned(low, isShare, decimals)} to ${formatSigned(high, isShare, decimals)})`;
}

function decimalsOf({ value, low, high }: Interval): number {
  const largest = Math.max(...[value, low ?? 0, high ?? 0].map(Math.abs));
  return largest >= 100 ? 0 : largest >= 2 ? 1 : 3;
}
