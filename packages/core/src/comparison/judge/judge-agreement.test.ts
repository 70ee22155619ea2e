import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { measureJudgeAgreement } from './judge-agreement.ts';

// Made by ../fixtures/make-judge-fixtures.py with scikit-learn, and numpy for the standard error.
const fixtures = JSON.parse(readFileSync(new URL('../fixtures/judge.json', import.meta.url), 'utf8')) as {
  kappa: { table: number[][]; kappa: number; standardError: number }[];
};

const VERDICTS = ['a', 'b', 'tie'] as const;
type Pair = [(typeof VERDICTS)[number], (typeof VERDICTS)[number]];

/** Every pair of verdicts as often as the table says; rows are the first judge's. */
function fromTable(table: readonly number[][]): Pair[] {
  return table.flatMap((row, i) =>
    row.flatMap((count, j) => Array.from({ length: count }, (): Pair => [VERDICTS[i], VERDICTS[j]])),
  );
}

describe('measureJudgeAgreement', () => {
  it.each(fixtures.kappa)('gives kappa $kappa as scikit-learn does, with its interval', (expected) => {
    const { kappa, agreed, opposed } = measureJudgeAgreement(fromTable(expected.table));
    const count = expected.table.flat().reduce((sum, each) => sum + each, 0);
    expect(kappa!.value).toBeCloseTo(expected.kappa, 12);
    expect(kappa!.high! - kappa!.value).toBeCloseTo(1.959963984540054 * expected.standardError, 6);
    expect(agreed!.value).toBeCloseTo((expected.table[0][0] + expected.table[1][1] + expected.table[2][2]) / count, 12);
    expect(opposed).toBe(expected.table[0][1] + expected.table[1][0]);
  });

  it('gives no interval for few conversations, and no kappa where both always say the same', () => {
    const few = measureJudgeAgreement(
      fromTable([
        [5, 1, 0],
        [1, 5, 0],
        [0, 0, 2],
      ]),
    );
    expect(few.kappa).toMatchObject({ low: null, high: null, count: 14 });
    const always = measureJudgeAgreement(fromTable([[8]]));
    expect(always).toMatchObject({ kappa: null, agreed: { value: 1 } });
    expect(always.sentence).toContain('both always said the same');
    expect(measureJudgeAgreement([])).toMatchObject({ count: 0, agreed: null, kappa: null });
  });
});
