import type { Estimate } from '../statistics/estimate.ts';
import { Z_95 } from '../statistics/estimate.ts';
import { estimateShare } from '../statistics/estimate-share.ts';
import type { PairVerdict } from './pair-verdict.ts';

/** How far two judges agree on the same conversations. */
export interface JudgeAgreement {
  /** Conversations that both have a verdict on; pairs of the same text are left out. */
  count: number;
  /** Share of the same verdict: A, B or tie. Null without a common conversation. */
  agreed: Estimate | null;
  /**
   * Cohen's kappa: 1 for the same verdicts, 0 for as many as chance gives. Null where both always say the same one
   * thing, so that chance explains everything. No interval below 20 conversations.
   */
  kappa: (Omit<Estimate, 'method'> & { method: 'asymptotic' }) | null;
  /** Conversations on which one prefers A and the other B. */
  opposed: number;
  sentence: string;
}

type Verdict = PairVerdict['preferred'];
const VERDICTS: readonly Verdict[] = ['a', 'b', 'tie'];
/** The interval is asymptotic. */
const FEWEST_FOR_INTERVAL = 20;

/**
 * Compares the verdicts of two judges.
 *
 * @param verdicts - one pair of verdicts per conversation, the first judge's first.
 * @see Cohen, "A coefficient of agreement for nominal scales", 1960
 * @see Fleiss, Cohen and Everitt, "Large sample standard errors of kappa and weighted kappa", Psychological Bulletin 1969
 */
export function measureJudgeAgreement(verdicts: readonly (readonly [Verdict, Verdict])[]): JudgeAgreement {
  const count = verdicts.length;
  const agreedCount = verdicts.filter(([one, other]) => one === other).length;
  const opposed = verdicts.filter(([one, other]) => one !== other && one !== 'tie' && other !== 'tie').length;
  const kappa = count === 0 ? null : estimateKappa(verdicts);
  const measured = { count, agreed: estimateShare(agreedCount, count), kappa, opposed };
  return { ...measured, sentence: stateAgreement(measured, agreedCount) };
}

function estimateKappa(verdicts: readonly (readonly [Verdict, Verdict])[]): JudgeAgreement['kappa'] {
  const count = verdicts.length;
  const share = VERDICTS.map((one) =>
    VERDICTS.map((other) => verdicts.filter(([x, y]) => x === one && y === other).length / count),
  );
  const rows = share.map((row) => row.reduce((sum, p) => sum + p, 0));
  const columns = VERDICTS.map((_, j) => share.reduce((sum, row) => sum + row[j], 0));
  const observed = VERDICTS.reduce((sum, _, i) => sum + share[i][i], 0);
  const expected = VERDICTS.reduce((sum, _, i) => sum + rows[i] * columns[i], 0);
  if (1 - expected < 1e-12) return null;
  const kappa = (observed - expected) / (1 - expected);
  const base = { value: kappa, count, method: 'asymptotic' as const };
  if (count < FEWEST_FOR_INTERVAL) return { ...base, low: null, high: null };

  let spread = 0;
  for (const i of VERDICTS.keys()) {
    for (const j of VERDICTS.keys()) {
      const weight = i === j ? 1 - (rows[i] + columns[i]) * (1 - kappa) : -(columns[i] + rows[j]) * (1 - kappa);
      spread += share[i][j] * weight * weight;
    }
  }
  const variance = (spread - (kappa - expected * (1 - kappa)) ** 2) / (count * (1 - expected) ** 2);
  const half = Z_95 * Math.sqrt(Math.max(0, variance));
  return { ...base, low: Math.max(-1, kappa - half), high: Math.min(1, kappa + half) };
}

function stateAgreement(
  { count, kappa, opposed }: Pick<JudgeAgreement, 'count' | 'kappa' | 'opposed'>,
  agreedCount: number,
): string {
  if (count === 0) return 'They have judged no conversation in common.';
  const same = `They gave the same verdict on ${agreedCount} of ${count} ${count === 1 ? 'conversation' : 'conversations'} and opposite ones on ${opposed}`;
  if (kappa === null) return `${same}; both always said the same, so chance would agree as much.`;
  const interval =
    kappa.low === null || kappa.high === null
      ? ''
      : ` (95 % interval ${kappa.low.toFixed(2)} to ${kappa.high.toFixed(2)})`.replaceAll('-', '−');
  return `${same}; Cohen's kappa is ${kappa.value.toFixed(2).replace('-', '−')}${interval}, where 0 is chance and 1 the same verdict always.`;
}
