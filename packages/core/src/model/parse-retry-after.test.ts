import { describe, expect, it } from 'vitest';
import { parseRetryAfter } from './parse-retry-after.ts';

describe('parseRetryAfter', () => {
  // The date is RFC 9110's own example; 784111777 s is the same instant in `date -u -d`.
  const date = 'Sun, 06 Nov 1994 08:49:37 GMT';
  const instant = 784_111_777_000;

  it('reads seconds, fractions included', () => {
    expect(parseRetryAfter('120')).toBe(120_000);
    expect(parseRetryAfter('0.5')).toBe(500);
  });

  it('reads a date as the time until then', () => {
    expect(parseRetryAfter(date, instant - 7000)).toBe(7000);
  });

  it('takes the past as no wait', () => {
    expect(parseRetryAfter(date, instant + 1)).toBe(0);
    expect(parseRetryAfter('-3')).toBe(0);
  });

  it.each([null, undefined, '', '  ', 'soon'])('takes %j as no word on it', (header) => {
    expect(parseRetryAfter(header)).toBeNull();
  });
});
