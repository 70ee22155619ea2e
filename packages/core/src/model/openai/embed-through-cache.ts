import { ModelCallError } from '../../error/model-call-error.ts';
import type { Matrix } from '../../math/matrix.ts';
import type { StepOptions } from '../../step-options.ts';
import { estimateTokens } from '../estimate-tokens.ts';
import type { TokenUsage } from '../language-model.ts';
import type { CallAccount, CallTarget, ModelClient } from '../model-client.ts';

export interface EmbedThroughCacheOptions extends StepOptions {
  client: ModelClient;
  target: CallTarget;
  account: CallAccount;
  /** The cache's key of a text. */
  keyOf(text: string): string;
  /** Embeds one batch: one vector of unit length per text, in their order. */
  send(texts: readonly string[], signal: AbortSignal): Promise<{ answer: Float32Array[]; usage: TokenUsage | null }>;
  maxTextsPerCall: number;
  /** Length of every vector, where it is known. */
  dimensions: number | null;
}

/** OpenAI takes at most 300,000 tokens in one call; half of it leaves room for the estimate's error. */
const MAX_TOKENS_PER_CALL = 150_000;

interface Batch {
  texts: string[];
  keys: string[];
  tokens: number[];
}

/**
 * Embeds texts, sending only those that are not in the cache, each once.
 *
 * Finished batches are kept even if a later one fails, so trying again sends only the rest.
 *
 * @returns shape (texts.length, d). Rows of blank texts are zero; they are not sent.
 */
export async function embedThroughCache(texts: readonly string[], options: EmbedThroughCacheOptions): Promise<Matrix> {
  const { client, target, account, signal, onProgress } = options;
  signal?.throwIfAborted();
  const keyByText = new Map<string, string>();
  for (const text of texts) {
    if (text.trim() !== '' && !keyByText.has(text)) keyByText.set(text, options.keyOf(text));
  }
  const vectors = new Map<string, Float32Array>();
  for (const [key, { text }] of await client.cache.read([...keyByText.values()])) vectors.set(key, fromBase64(text));

  const missing = [...keyByText].filter(([, key]) => !vectors.has(key));
  let done = keyByText.size - missing.length;
  const ledgerKey = { run: account.run, step: account.step, provider: target.provider, modelId: target.modelId };
  client.usage.record(ledgerKey, { calls: done, cachedCalls: done });
  onProgress?.(texts.length === 0 ? 0 : Math.floor((done / Math.max(1, keyByText.size)) * texts.length), texts.length);

  const group = new AbortController();
  const stop = (): void => group.abort(signal?.reason);
  signal?.addEventListener('abort', stop, { once: true });
  try {
    await Promise.all(
      toBatches(missing, options.maxTextsPerCall).map(async (batch) => {
        const estimate = { inputTokens: batch.tokens.reduce((sum, count) => sum + count, 0), outputTokens: 0 };
        const send = (trySignal: AbortSignal): ReturnType<typeof options.send> => options.send(batch.texts, trySignal);
        const { answer, usage } = await client.call({
          target,
          account,
          estimate: () => estimate,
          send,
          signal: group.signal,
        });
        const share = usage.inputTokens / Math.max(1, estimate.inputTokens);
        await client.cache.write(
          new Map(
            batch.keys.map((key, i) => [
              key,
              {
                provider: target.provider,
                modelId: target.modelId,
                text: toBase64(answer[i]),
                usage: { inputTokens: Math.round(batch.tokens[i] * share), outputTokens: 0 },
              },
            ]),
          ),
        );
        batch.keys.forEach((key, i) => vectors.set(key, answer[i]));
        done += batch.keys.length;
        client.usage.record(ledgerKey, { calls: batch.keys.length });
        onProgress?.(Math.floor((done / keyByText.size) * texts.length), texts.length);
      }),
    );
  } catch (error) {
    group.abort(error);
    throw error;
  } finally {
    signal?.removeEventListener('abort', stop);
  }
  return toMatrix(texts, { keyByText, vectors, ...options });
}

function toBatches(missing: readonly (readonly [text: string, key: string])[], maxTexts: number): Batch[] {
  const batches: Batch[] = [];
  let total = 0;
  for (const [text, key] of missing) {
    const tokens = estimateTokens(text);
    let batch = batches.at(-1);
    if (batch === undefined || batch.texts.length === maxTexts || total + tokens > MAX_TOKENS_PER_CALL) {
      batch = { texts: [], keys: [], tokens: [] };
      batches.push(batch);
      total = 0;
    }
    batch.texts.push(text);
    batch.keys.push(key);
    batch.tokens.push(tokens);
    total += tokens;
  }
  return batches;
}

function toMatrix(
  texts: readonly string[],
  {
    keyByText,
    vectors,
    dimensions,
    target,
  }: EmbedThroughCacheOptions & {
    keyByText: ReadonlyMap<string, string>;
    vectors: ReadonlyMap<string, Float32Array>;
  },
): Matrix {
  const [first] = vectors.values();
  // Blank texts alone do not tell how long the model's vectors are.
  const columns = dimensions ?? first?.length ?? 1;
  const data = new Float32Array(texts.length * columns);
  texts.forEach((text, row) => {
    const vector = vectors.get(keyByText.get(text) ?? '');
    if (vector === undefined) return;
    if (vector.length !== columns) {
      const { provider, modelId } = target;
      throw new ModelCallError(`expected embeddings of length ${columns}, got one of ${vector.length}`, {
        provider,
        modelId,
        attempts: 1,
        item: `text ${row + 1}`,
        status: null,
      });
    }
    data.set(vector, row * columns);
  });
  return { rows: texts.length, columns, data };
}

function toBase64(vector: Float32Array): string {
  return Buffer.from(vector.buffer, vector.byteOffset, vector.byteLength).toString('base64');
}

function fromBase64(text: string): Float32Array {
  // Copied, because a Buffer's bytes need not begin at a multiple of four.
  const bytes = Uint8Array.from(Buffer.from(text, 'base64'));
  return new Float32Array(bytes.buffer);
}
