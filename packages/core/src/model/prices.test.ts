import { describe, expect, it } from 'vitest';
import { OPENAI_PRICES, priceCall } from './prices.ts';

describe('priceCall', () => {
  const usage = { inputTokens: 1000, outputTokens: 100 };

  it('multiplies tokens with the prices per million', () => {
    // 1000 × 0.15 / 10⁶ + 100 × 0.60 / 10⁶
    expect(priceCall(OPENAI_PRICES, 'gpt-4o-mini', usage)).toBeCloseTo(0.00021, 12);
  });

  it('knows a dated release by the name of its model', () => {
    expect(priceCall(OPENAI_PRICES, 'gpt-4o-mini-2024-07-18', usage)).toBeCloseTo(0.00021, 12);
  });

  it.each(['gpt-4o-mini-audio', 'llama3', 'constructor'])(
    'has no price for %s, which is not a price of zero',
    (model) => {
      expect(priceCall(OPENAI_PRICES, model, usage)).toBeNull();
    },
  );
});
