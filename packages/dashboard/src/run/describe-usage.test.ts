import { expect, test } from 'vitest';
import { describeUsage, formatDollars } from './describe-usage.ts';

const usage = {
  calls: 0,
  cachedCalls: 0,
  failedCalls: 0,
  attempts: 0,
  inputTokens: 0,
  outputTokens: 0,
  costDollars: 0,
};

test('a run of local models has no usage to tell of', () => {
  expect(describeUsage(usage)).toEqual([]);
});

test('what did not happen is left out', () => {
  expect(describeUsage({ ...usage, calls: 1, inputTokens: 1200, outputTokens: 30, costDollars: null })).toEqual([
    '1 call',
    '1,200 tokens in, 30 out',
    'cost not known',
  ]);
  expect(describeUsage({ ...usage, calls: 20, cachedCalls: 4, failedCalls: 2, costDollars: 0.01 })).toEqual([
    '20 calls',
    '4 from the cache',
    '2 without a usable answer',
    '0 tokens in, 0 out',
    '$0.0100',
  ]);
});

test('small amounts keep their digits', () => {
  expect([0, 0.00003, 0.0042, 1.2].map(formatDollars)).toEqual(['$0', 'under $0.0001', '$0.0042', '$1.20']);
});
