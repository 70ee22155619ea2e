import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { InvalidInputError } from '../error/invalid-input-error.ts';
import type { Agreement } from './agreement.ts';
import { measureAgreement } from './agreement.ts';

// Made by fixtures/make-agreement-fixtures.py: 13 chosen and 200 random pairs of partitions, degenerate ones among them.
const { metrics, cases } = JSON.parse(readFileSync(new URL('fixtures/agreement.json', import.meta.url), 'utf8')) as {
  metrics: (keyof Agreement)[];
  cases: { name: string; a: string | number[]; b: string | number[]; expected: number[] }[];
};

/** Labels are spelt as letters where there are few. */
function read(labels: string | number[]): number[] {
  return typeof labels === 'string' ? Array.from(labels, (letter) => letter.charCodeAt(0)) : labels;
}

describe('measureAgreement', () => {
  it('agrees with scikit-learn to nine digits, whatever the partitions', () => {
    expect(cases.length).toBeGreaterThan(200);
    for (const { name, a, b, expected } of cases) {
      const measured = measureAgreement(read(a), read(b));
      expect(Object.keys(measured).sort()).toEqual(metrics.toSorted());
      metrics.forEach((metric, i) => {
        expect(Math.abs(measured[metric] - expected[i]), `${metric} of "${name}"`).toBeLessThan(1e-9);
      });
    }
  });

  it('takes labels that are not numbered from 0', () => {
    expect(measureAgreement([7, 7, -1, -1], [100, 100, 3, 3]).adjustedRandIndex).toBe(1);
  });

  it('refuses partitions of different items', () => {
    expect(() => measureAgreement([0, 1], [0])).toThrow(InvalidInputError);
  });
});
