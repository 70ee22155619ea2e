import { describe, expect, it } from 'vitest';
import { estimateTokens } from './estimate-tokens.ts';

describe('estimateTokens', () => {
  it('is exact for short texts', () => {
    // tiktoken 0.8, o200k_base: "hello world" is [24912, 2375].
    expect(estimateTokens('hello world')).toBe(2);
    expect(estimateTokens('')).toBe(0);
  });

  it('takes control tokens that users wrote as text', () => {
    expect(estimateTokens('<|endoftext|>')).toBeGreaterThan(1);
  });

  it('adds up a long text piece by piece', () => {
    const sentence = ' The run logged no points at all.';
    const exact = estimateTokens(sentence) * 1000;
    const estimate = estimateTokens(sentence.repeat(1000));
    expect(Math.abs(estimate - exact) / exact).toBeLessThan(0.03);
  });
});
