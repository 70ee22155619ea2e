import { describe, expect, test } from 'vitest';
import { isSentenceEncoderInstalled } from '../sentence-encoder.ts';
import { createOnnxSentenceModel } from './onnx-sentence-model.ts';
import type { SentenceModel } from './sentence-model.ts';
import { createTfjsSentenceModel } from './tfjs-sentence-model.ts';

const TEXTS = [
  'a',
  'How do I rotate a leaked API key without downtime?',
  'const run = () => { return wandb.log({ loss: 0.1 }); };',
  'Привет, как сбросить пароль?',
  '二要素認証をリセットする方法 please',
  'مرحبا بالعالم',
  'naïve café, ½ price, ﬁne print 🎉🎉',
  '  two  spaces  ',
  'first line\nsecond line\n\n\tindented',
  'at 10:30 and 12:00: see https://example.com/a/b?c=d&e=f',
  '-----====#### ABC_DEF.ghi',
  'x'.repeat(500),
  // More than the 128 pieces that the model reads.
  'every word of a very long text counts only up to a point '.repeat(30),
];

const onnx = isSentenceEncoderInstalled() ? await createOnnxSentenceModel() : null;

async function encode(model: SentenceModel, texts: readonly string[]): Promise<number[][]> {
  const vectors: number[][] = [];
  await model.encode(
    texts,
    (i, vector) => (vectors[i] = Array.from(vector)),
    async () => {},
  );
  return vectors;
}

function cosine(a: number[], b: number[]): number {
  const dot = (x: number[], y: number[]): number => x.reduce((sum, value, i) => sum + value * y[i], 0);
  return dot(a, b) / Math.sqrt(dot(a, a) * dot(b, b));
}

describe.runIf(onnx !== null)('createOnnxSentenceModel', () => {
  test("gives the vectors that the package's own TensorFlow.js gives", async () => {
    const [ours, theirs] = [await encode(onnx!, TEXTS), await encode(await createTfjsSentenceModel(), TEXTS)];
    const different = TEXTS.filter((_, i) => cosine(ours[i], theirs[i]) < 0.999999);
    expect(different).toEqual([]);
  }, 60_000);

  test("gives a text the same vector whatever its company, up to a float's rounding, and unit length", async () => {
    const together = await encode(onnx!, [...TEXTS, ...TEXTS.toReversed()]);
    for (const [i, text] of TEXTS.entries()) {
      const [alone] = await encode(onnx!, [text]);
      alone.forEach((value, j) => expect(Math.abs(value - together[i][j])).toBeLessThan(1e-6));
      expect(cosine(alone, together[2 * TEXTS.length - 1 - i])).toBeCloseTo(1, 6);
      expect(Math.hypot(...alone)).toBeCloseTo(1, 5);
    }
  });

  test('gives the same bytes for the same texts', async () => {
    expect(await encode(onnx!, TEXTS)).toEqual(await encode(onnx!, TEXTS));
  });
});
