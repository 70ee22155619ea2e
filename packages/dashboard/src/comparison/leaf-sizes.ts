import type { TreeNumbersFragment } from '../graphql/generated/graphql.ts';

type SizeCount = TreeNumbersFragment['leafSizes'][number];

/** How many leaves of a size both runs have. */
export interface SizeRow {
  /** `5–9`, `1`, `5,000 or more`. */
  label: string;
  a: number;
  b: number;
}

/** Puts both histograms on the same rows, small sizes first. */
export function joinSizes(a: readonly SizeCount[], b: readonly SizeCount[]): SizeRow[] {
  const ranges = new Map([...a, ...b].map(({ from, to }) => [from, to]));
  return [...ranges]
    .toSorted(([one], [other]) => one - other)
    .map(([from, to]) => ({
      label: writeRange(from, to),
      a: a.find((each) => each.from === from)?.count ?? 0,
      b: b.find((each) => each.from === from)?.count ?? 0,
    }));
}

function writeRange(from: number, to: number | null): string {
  if (to === null) {
    return `${from.toLocaleString('en-GB')} or more`;
  }
  return from === to ? String(from) : `${from.toLocaleString('en-GB')}–${to.toLocaleString('en-GB')}`;
}
