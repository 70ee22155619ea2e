import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { InvalidInputError } from '../error/invalid-input-error.ts';
import type { Agreement } from './agreement.ts';
import { measureAgreement } from './agreement.ts';

// Made by fixtures/make-agreement-fixtures.py.
const { cases } = JSON.parse(readFileSync(new URL('fixtures/agreement.json', import.meta.url), 'utf8')) as {
  cases: { name: string; a: number[]; b: number[]; expected: Agreement }[];
};

describe('measureAgreement', () => {
  it.each(cases)('agrees with scikit-learn: $name', ({ a, b, expected }) => {
    const measured = measureAgreement(a, b);
    expect(Object.keys(measured).sort()).toEqual(Object.keys(expected).sort());
    for (const [name, value] of Object.entries(expected)) {
      expect(measured[name as keyof Agreement]).toBeCloseTo(value, 10);
    }
  });

  it('takes labels that are not numbered from 0', () => {
    expect(measureAgreement([7, 7, -1, -1], [100, 100, 3, 3]).adjustedRandIndex).toBe(1);
  });

  it('refuses partitions of different items', () => {
    expect(() => measureAgreement([0, 1], [0])).toThrow(InvalidInputError);
  });
});
