import { describe, expect, it } from 'vitest';
import { matchName } from './match-name.ts';

const CANDIDATES = ['Debug stale flag values', 'Debug stale flag value', 'Use <b> tags', 'Share'];

describe('matchName', () => {
  it('prefers the same name, whatever its case, quotes or full stop', () => {
    expect(matchName(' "DEBUG stale flag value." ', CANDIDATES)).toBe(1);
    expect(matchName('- Use &lt;b> tags', CANDIDATES)).toBe(2);
  });

  it('accepts a tenth of other letters, of the nearest name', () => {
    // 23 letters: two may differ.
    expect(matchName('Debug stale flag valuez', CANDIDATES)).toBe(0);
    expect(matchName('Debug stale flog valuez', CANDIDATES)).toBe(0);
    expect(matchName('Debug stall flog valuez', CANDIDATES)).toBeNull();
    expect(matchName('Shares', CANDIDATES)).toBeNull();
  });

  it('takes nothing and endless texts for no name', () => {
    expect(matchName(' \n', [...CANDIDATES, ''])).toBeNull();
    expect(matchName('Share '.repeat(1_000_000), CANDIDATES)).toBeNull();
  });
});
