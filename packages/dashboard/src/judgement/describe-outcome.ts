import type { JudgementOutcome } from '../graphql/generated/graphql.ts';

/** How each outcome of a judged conversation is called. */
export const outcomeLabels: Record<JudgementOutcome, string> = {
  PREFERS_A: 'A preferred',
  PREFERS_B: 'B preferred',
  TIE: 'Tie',
  ORDER_DEPENDENT: 'Changed with the order',
  IDENTICAL: 'Same text',
  BOTH_RIGHT: 'Both found it',
  ONLY_A_RIGHT: 'Only A’s names',
  ONLY_B_RIGHT: 'Only B’s names',
  NEITHER_RIGHT: 'Neither found it',
  FAILED: 'No usable answer',
  OPEN: 'Not judged yet',
};

/** Outcomes that a session of a kind can have, in the order of the menu. */
export const outcomesOf: Record<'PAIRS' | 'NAMING', JudgementOutcome[]> = {
  PAIRS: ['PREFERS_A', 'PREFERS_B', 'TIE', 'ORDER_DEPENDENT', 'IDENTICAL', 'FAILED', 'OPEN'],
  NAMING: ['BOTH_RIGHT', 'ONLY_A_RIGHT', 'ONLY_B_RIGHT', 'NEITHER_RIGHT', 'FAILED', 'OPEN'],
};
