import { describe, expect, it } from 'vitest';
import { CheckpointError } from '../../packages/core/src/error/checkpoint-error.ts';
import { ModelCallError } from '../../packages/core/src/error/model-call-error.ts';
import { matrixRow } from '../../packages/core/src/math/matrix.ts';
import { MemoryModelCallCache } from '../../packages/core/src/model/memory-model-call-cache.ts';
import type { ModelClient } from '../../packages/core/src/model/model-client.ts';
import { OpenAIEmbeddingModel } from '../../packages/core/src/model/openai/openai-embedding-model.ts';
import { embedText } from '../openai-server/embed-text.ts';
import { createClient, failureOf, useOpenAIServer } from '../openai-server/test-setup.ts';

const server = useOpenAIServer();
const texts = Array.from({ length: 300 }, (_, i) => `Sweep number ${i} stops after ${i * 7} runs.`);

function createModel(client: ModelClient = createClient(), dimensions?: number): OpenAIEmbeddingModel {
  return new OpenAIEmbeddingModel({ client, baseURL: server().url, modelId: 'text-embedding-3-small', dimensions });
}

describe('OpenAIEmbeddingModel', () => {
  it('gives every text its own unit vector, whatever the order in which the server answers', async () => {
    const { embeddings } = await createModel().embedCorpus(texts, { seed: 1 });
    expect([embeddings.rows, embeddings.columns]).toEqual([300, 256]);
    for (const row of [0, 127, 128, 299]) {
      const expected = embedText(texts[row]!, 256);
      const norm = Math.sqrt(expected.reduce((sum, value) => sum + value * value, 0));
      expect([...matrixRow(embeddings, row)].map((value) => value * norm)).toEqual(
        expected.map((value) => expect.closeTo(value, 4)),
      );
    }
    // 300 texts in batches of 128.
    expect(server().calls().embedding).toBe(3);
  });

  it('sends no blank text and no text twice', async () => {
    const { embeddings } = await createModel().embedCorpus(['a flag', '', ' ', 'a flag', 'a sweep'], { seed: 1 });
    expect(server().calls()).toMatchObject({ embedding: 1, repeated: 0 });
    expect(matrixRow(embeddings, 3)).toEqual(matrixRow(embeddings, 0));
    expect(Math.hypot(...matrixRow(embeddings, 1))).toBe(0);
  });

  it('makes no call for texts it has embedded before, and one for those it has not', async () => {
    const cache = new MemoryModelCallCache();
    const { embeddings: first } = await createModel(createClient({ cache })).embedCorpus(texts, { seed: 1 });
    const client = createClient({ cache });
    const { embeddings: second } = await createModel(client).embedCorpus([...texts, 'new'], { seed: 2 });
    expect(server().calls().embedding).toBe(4);
    expect(second.data.subarray(0, first.data.length)).toEqual(first.data);
    expect(client.usage.total()).toMatchObject({ calls: 301, cachedCalls: 300, attempts: 1 });
  });

  it('asks again when the count of embeddings is wrong', async () => {
    server().script(['wrong-embedding-count', 'dropped']);
    const { embeddings } = await createModel().embedCorpus(['one', 'two'], { seed: 1 });
    expect(embeddings.rows).toBe(2);
    expect(server().calls().embedding).toBe(3);
  });

  it('fails when it stays wrong, keeps the finished batches and then sends only the rest', async () => {
    const cache = new MemoryModelCallCache();
    server().script([null, null, 'wrong-embedding-count']);
    const failing = createModel(createClient({ cache, retries: 0, concurrency: 1 }));
    const error = await failureOf(failing.embedCorpus(texts, { seed: 1 }));
    expect(error).toBeInstanceOf(ModelCallError);
    expect((error as Error).message).toContain('expected 44 embeddings, got 43');
    const { embeddings } = await createModel(createClient({ cache })).embedCorpus(texts, { seed: 1 });
    expect(embeddings.rows).toBe(300);
    expect(server().calls()).toMatchObject({ embedding: 4, repeated: 0 });
  });

  it('brings back the encoder of a corpus, and refuses that of another model', async () => {
    const { encoder, embeddings } = await createModel(createClient(), 64).embedCorpus(['a flag', 'a sweep'], {
      seed: 1,
    });
    const restored = await createModel(createClient(), 64).restoreEncoder(encoder);
    expect(restored.dimensions).toBe(64);
    expect((await restored.encode(['a sweep'])).data).toEqual(matrixRow(embeddings, 1));
    expect(await failureOf(createModel(createClient(), 32).restoreEncoder(encoder))).toBeInstanceOf(CheckpointError);
  });

  it('reports progress up to the number of texts and stops when cancelled', async () => {
    const seen: number[] = [];
    await createModel().embedCorpus(texts, { seed: 1, onProgress: (done) => seen.push(done) });
    expect(seen.at(-1)).toBe(300);
    expect(seen).toEqual(seen.toSorted((a, b) => a - b));

    server().configure({ latencyMs: 30_000 });
    const signal = AbortSignal.timeout(50);
    const error = await failureOf(createModel().embedCorpus(texts, { seed: 1, signal }));
    expect(error).toBe(signal.reason);
  });
});
