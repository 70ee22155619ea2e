import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { measurePreference } from './measure-preference.ts';
import type { BlindChoice } from './pair-judge.ts';
import type { PairAnswer } from './pair-verdict.ts';

// Made by ../fixtures/make-judge-fixtures.py with scipy.
const fixtures = JSON.parse(readFileSync(new URL('../fixtures/judge.json', import.meta.url), 'utf8')) as {
  signTest: { a: number; b: number; pValue: number }[];
  wilson: { low: number; high: number };
};

/** A pair asked in both orders: what was chosen with A shown first, then with B shown first. */
function bothOrders(item: number, aFirst: BlindChoice, bFirst: BlindChoice): PairAnswer[] {
  return [
    { item, firstShown: 'a', choice: aFirst, isIdentical: false },
    { item, firstShown: 'b', choice: bFirst, isIdentical: false },
  ];
}

/** `a` pairs that A wins in both orders, then `b` that B wins, then `ties`, then pairs where the first shown wins. */
function answers({ a = 0, b = 0, ties = 0, first = 0, second = 0 }): PairAnswer[] {
  const kinds: [number, BlindChoice, BlindChoice][] = [
    [a, 'first', 'second'],
    [b, 'second', 'first'],
    [ties, 'tie', 'tie'],
    [first, 'first', 'first'],
    [second, 'second', 'second'],
  ];
  let item = 0;
  return kinds.flatMap(([count, aFirst, bFirst]) =>
    Array.from({ length: count }, () => bothOrders(item++, aFirst, bFirst)).flat(),
  );
}

describe('measurePreference', () => {
  it.each(fixtures.signTest)('tests $a wins of A against $b of B as scipy does', ({ a, b, pValue }) => {
    const measured = measurePreference(answers({ a, b }), 2);
    expect(measured.pValue).toBeCloseTo(pValue, 12);
    expect(measured.verdict).toBe(pValue < 0.05 ? (b > a ? 'b' : 'a') : 'cannot-tell');
  });

  it('counts ties as half a win, and states the rate without them too', () => {
    const { count, winRate, winRateWithoutTies, ties } = measurePreference(answers({ a: 9, b: 31, ties: 10 }), 2);
    expect({ count, ties }).toEqual({ count: 50, ties: 10 });
    // (31 + 5) / 50, and scipy's Wilson interval of 36 in 50.
    expect(winRate!.value).toBeCloseTo(0.72, 12);
    expect(winRate!.low).toBeCloseTo(fixtures.wilson.low, 12);
    expect(winRate!.high).toBeCloseTo(fixtures.wilson.high, 12);
    expect(winRateWithoutTies!.value).toBeCloseTo(31 / 40, 12);
    expect(winRateWithoutTies!.count).toBe(40);
  });

  it('counts a pair as a tie where the two orders disagree, and finds the position bias', () => {
    const { a, b, ties, orderDependent, positionBias, remarks } = measurePreference(
      answers({ a: 5, b: 5, first: 9, second: 1 }),
      2,
    );
    expect({ a, b, ties, orderDependent }).toEqual({ a: 5, b: 5, ties: 10, orderDependent: 10 });
    // (20 + 9 − 1) / 40 of the choices are for the first shown.
    expect(positionBias.firstShare!.value).toBeCloseTo(0.7, 12);
    // 2 · (C(10, 0) + C(10, 1)) / 2¹⁰
    expect(positionBias.pValue).toBeCloseTo(22 / 1024, 12);
    expect(positionBias.isBiased).toBe(true);
    // Agresti and Min: 22 pairs, mean 8 / 22, mean square 11 / 22; ± 1.96 · √((0.5 − (8 / 22)²) / 22).
    const half = 1.959963984540054 * Math.sqrt((0.5 - (8 / 22) ** 2) / 22);
    expect(positionBias.firstShare!.low).toBeCloseTo(0.5 + (8 / 22 - half) / 2, 12);
    expect(positionBias.firstShare!.high).toBeCloseTo(0.5 + (8 / 22 + half) / 2, 12);
    expect(remarks.join(' ')).toContain('leans to the summary that is shown first');
  });

  it('sees half a lean where one order gives a tie', () => {
    const { positionBias, ties } = measurePreference(bothOrders(0, 'first', 'tie'), 2);
    expect(ties).toBe(1);
    expect(positionBias).toMatchObject({ towardsFirst: 1, towardsSecond: 0, firstShare: { value: 0.75 } });
  });

  it('leaves a pair out until both orders are answered', () => {
    const given = [...answers({ b: 6 }), { item: 6, firstShown: 'a', choice: 'first', isIdentical: false } as const];
    expect(measurePreference(given, 2)).toMatchObject({ count: 6, b: 6, a: 0 });
  });

  it('takes each answer of a person as a verdict, and the choices themselves for the bias', () => {
    const once = Array.from({ length: 10 }, (_, item): PairAnswer => ({
      item,
      firstShown: item < 5 ? 'a' : 'b',
      choice: 'first',
      isIdentical: false,
    }));
    const { a, b, positionBias, orderDependent } = measurePreference(once, 1);
    expect({ a, b, orderDependent }).toEqual({ a: 5, b: 5, orderDependent: 0 });
    expect(positionBias.firstShare).toMatchObject({ value: 1, method: 'wilson', count: 10 });
    // 2 / 2¹⁰
    expect(positionBias.pValue).toBeCloseTo(2 / 1024, 12);
  });

  it('counts the same text twice as a tie that says nothing of the position', () => {
    const same: PairAnswer = { item: 0, firstShown: 'a', choice: 'tie', isIdentical: true };
    const { ties, identical, positionBias, remarks } = measurePreference([same], 2);
    expect({ ties, identical }).toEqual({ ties: 1, identical: 1 });
    expect(positionBias.firstShare).toBeNull();
    expect(remarks).toEqual(['1 of 1 pair holds the same text twice and counts as a tie; nobody was asked.']);
  });

  it('says that too few pairs were judged, that too few have a winner, or who won', () => {
    expect(measurePreference([], 2)).toMatchObject({ sentence: 'Nothing has been judged yet.', winRate: null });
    expect(measurePreference(answers({ b: 5 }), 2).sentence).toContain('Too few pairs were judged');
    expect(measurePreference(answers({ b: 5, ties: 40 }), 2).sentence).toContain('Too few pairs have a winner');
    expect(measurePreference(answers({ a: 20, b: 25 }), 2).sentence).toContain('It cannot be told');
    expect(measurePreference(answers({ a: 9, b: 31, ties: 10 }), 2).sentence).toBe(
      'The summaries of B serve the purpose better: B was preferred in 31 of 50 pairs, A in 9, and 10 were ties (win rate of B 72 %, 95 % interval 58 % to 83 %; p < 0.001).',
    );
  });
});
