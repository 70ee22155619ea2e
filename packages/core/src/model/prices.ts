import { z } from 'zod';
import type { TokenUsage } from './language-model.ts';

/** What a model costs, in US dollars per million tokens. A model on one's own machine costs 0. */
export const modelPriceSchema = z.strictObject({
  inputPerMillion: z.number().min(0),
  /** 0 for an embedding model. */
  outputPerMillion: z.number().min(0).default(0),
});
export type ModelPrice = z.infer<typeof modelPriceSchema>;

/** Prices by model id. An entry also stands for the model's dated releases: `gpt-4o-mini` for `gpt-4o-mini-2024-07-18`. */
export const priceTableSchema = z.record(z.string(), modelPriceSchema);
export type PriceTable = Readonly<Record<string, ModelPrice>>;

/** OpenAI's standard prices as published in mid 2026. Prices change: pass your own table where they must be right. */
export const OPENAI_PRICES: PriceTable = {
  'gpt-4o': { inputPerMillion: 2.5, outputPerMillion: 10 },
  'gpt-4o-mini': { inputPerMillion: 0.15, outputPerMillion: 0.6 },
  'gpt-4.1': { inputPerMillion: 2, outputPerMillion: 8 },
  'gpt-4.1-mini': { inputPerMillion: 0.4, outputPerMillion: 1.6 },
  'gpt-4.1-nano': { inputPerMillion: 0.1, outputPerMillion: 0.4 },
  'gpt-5': { inputPerMillion: 1.25, outputPerMillion: 10 },
  'gpt-5-mini': { inputPerMillion: 0.25, outputPerMillion: 2 },
  'gpt-5-nano': { inputPerMillion: 0.05, outputPerMillion: 0.4 },
  'text-embedding-3-small': { inputPerMillion: 0.02, outputPerMillion: 0 },
  'text-embedding-3-large': { inputPerMillion: 0.13, outputPerMillion: 0 },
};

const RELEASE_DATE = /-\d{4}-\d{2}-\d{2}$/;

/**
 * What a call costs.
 *
 * @returns US dollars, or null if the table does not hold the model: an unknown price is not a price of zero.
 * @example
 * priceCall(OPENAI_PRICES, 'gpt-4o-mini', { inputTokens: 1000, outputTokens: 100 }); // 0.00021
 */
export function priceCall(prices: PriceTable, modelId: string, usage: TokenUsage): number | null {
  const price = findPrice(prices, modelId);
  if (price === null) return null;
  return (usage.inputTokens * price.inputPerMillion + usage.outputTokens * price.outputPerMillion) / 1_000_000;
}

function findPrice(prices: PriceTable, modelId: string): ModelPrice | null {
  for (const id of [modelId, modelId.replace(RELEASE_DATE, '')]) {
    if (Object.hasOwn(prices, id)) return prices[id];
  }
  return null;
}
