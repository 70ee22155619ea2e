import type { MatchKind } from '../graphql/generated/graphql.ts';

/** How each kind of match is called, coloured and explained. */
export const matchKinds: Record<
  MatchKind,
  { label: string; colour: 'success' | 'info' | 'neutral' | 'warning'; meaning: string }
> = {
  KEPT: { label: 'Kept', colour: 'success', meaning: 'largely the same conversations in both' },
  SPLIT: { label: 'Split', colour: 'info', meaning: 'one cluster of A became several in B' },
  MERGED: { label: 'Merged', colour: 'info', meaning: 'several clusters of A became one in B' },
  DISSOLVED: { label: 'Dissolved', colour: 'warning', meaning: 'spread over B without a counterpart' },
  NEW: { label: 'New', colour: 'warning', meaning: 'gathered in B without a counterpart in A' },
};
