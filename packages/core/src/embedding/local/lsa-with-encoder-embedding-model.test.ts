import { expect, test } from 'vitest';
import { matrixRow } from '../../math/matrix.ts';
import { LsaWithEncoderEmbeddingModel } from './lsa-with-encoder-embedding-model.ts';
import { isSentenceEncoderInstalled } from './sentence-encoder.ts';

test.runIf(isSentenceEncoderInstalled())(
  'words that share no letter but a meaning are near, and a restored encoder agrees',
  async () => {
    const model = new LsaWithEncoderEmbeddingModel();
    const texts = ['My car broke down', 'The automobile stopped working', 'Export the report as CSV', 'Bake bread', ''];
    const { embeddings, encoder } = await model.embedCorpus(texts, { seed: 1 });
    const similarity = (i: number, j: number): number =>
      matrixRow(embeddings, i).reduce((sum, value, d) => sum + value * matrixRow(embeddings, j)[d], 0);
    expect(similarity(0, 1)).toBeGreaterThan(similarity(0, 2));
    expect(similarity(0, 1)).toBeGreaterThan(similarity(0, 3));
    expect(similarity(0, 0)).toBeCloseTo(1, 5);
    expect(similarity(4, 4)).toBe(0);

    const restored = await model.restoreEncoder(encoder);
    const again = await restored.encode(texts);
    again.data.forEach((value, i) => expect(value).toBeCloseTo(embeddings.data[i], 4));
    const [known, unknown] = ['Repair of a car', 'zyzzyva quux'].map((text) => restored.encode([text]));
    expect((await known).data.some((value) => value !== 0)).toBe(true);
    expect((await unknown).data.every((value) => value === 0)).toBe(true);
  },
  60_000,
);
