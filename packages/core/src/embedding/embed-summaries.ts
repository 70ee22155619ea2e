import type { Summary } from '../summary/summary.ts';
import { summaryToText } from '../summary/summary-to-text.ts';
import type { EmbedCorpusOptions, EmbeddedCorpus, EmbeddingModel } from './embedding-model.ts';

/**
 * Embeds what the summaries say, as `summaryToText` words it.
 *
 * @returns row i of `embeddings` belongs to `summaries[i]`.
 */
export function embedSummaries(
  summaries: readonly Summary[],
  { model, ...options }: EmbedCorpusOptions & { model: EmbeddingModel },
): Promise<EmbeddedCorpus> {
  return model.embedCorpus(summaries.map(summaryToText), options);
}
