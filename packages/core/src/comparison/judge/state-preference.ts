import type { Preference } from './measure-preference.ts';

/** Fewer decided pairs cannot reach p < 0.05, however they fall: 2 / 2⁵ = 0.0625. */
const FEWEST_DECIDED = 6;

/** What a preference comes to in plain words, and what a reader must know besides. */
export function statePreference(
  preference: Omit<Preference, 'sentence' | 'remarks'>,
): Pick<Preference, 'sentence' | 'remarks'> {
  return { sentence: stateVerdict(preference), remarks: listRemarks(preference) };
}

function stateVerdict({
  count,
  a,
  b,
  ties,
  winRate,
  pValue,
  verdict,
}: Omit<Preference, 'sentence' | 'remarks'>): string {
  if (count === 0 || winRate === null) return 'Nothing has been judged yet.';
  const tally = `B was preferred in ${b} of ${pairs(count)}, A in ${a}, and ${ties} ${ties === 1 ? 'was a tie' : 'were ties'}`;
  const rate = `win rate of B ${percent(winRate.value)}, 95 % interval ${percent(winRate.low ?? 0)} to ${percent(winRate.high ?? 1)}`;
  if (verdict !== 'cannot-tell') {
    const name = verdict.toUpperCase();
    return `The summaries of ${name} serve the purpose better: ${tally} (${rate}; p ${formatP(pValue ?? 1)}).`;
  }
  if (a + b < FEWEST_DECIDED) {
    const why = count < FEWEST_DECIDED ? `Too few pairs were judged to tell` : `Too few pairs have a winner to tell`;
    return `${why} which summaries serve the purpose better: ${tally}; at least ${FEWEST_DECIDED} pairs with a winner are needed.`;
  }
  return `It cannot be told which summaries serve the purpose better: ${tally} (${rate}; p ${formatP(pValue ?? 1)}).`;
}

function listRemarks({
  count,
  identical,
  orderDependent,
  positionBias,
}: Omit<Preference, 'sentence' | 'remarks'>): string[] {
  const remarks: string[] = [];
  if (identical > 0) {
    remarks.push(
      `${identical} of ${pairs(count)} ${identical === 1 ? 'holds' : 'hold'} the same text twice and ${identical === 1 ? 'counts' : 'count'} as a tie; nobody was asked.`,
    );
  }
  if (orderDependent > 0) {
    remarks.push(
      `In ${orderDependent} of ${pairs(count)} the answer changed with the order in which the summaries were shown; each counts as a tie.`,
    );
  }
  const { isBiased, towardsFirst, towardsSecond, firstShare } = positionBias;
  if (isBiased && firstShare !== null) {
    const place = towardsFirst > towardsSecond ? 'first' : 'second';
    remarks.push(
      `The judge leans to the summary that is shown ${place} (the first was chosen in ${percent(firstShare.value)}; 50 % without bias). Its verdicts say less than their number.`,
    );
  }
  return remarks;
}

const pairs = (count: number): string => `${count} ${count === 1 ? 'pair' : 'pairs'}`;

function percent(share: number): string {
  return `${Math.round(100 * share)} %`;
}

function formatP(pValue: number): string {
  return pValue < 0.001 ? '< 0.001' : `= ${pValue.toFixed(3)}`;
}
