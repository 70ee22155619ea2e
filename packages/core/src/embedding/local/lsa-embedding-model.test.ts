import { expect, test } from 'vitest';
import { CheckpointError } from '../../error/checkpoint-error.ts';
import { matrixRow } from '../../math/matrix.ts';
import type { Matrix } from '../../math/matrix.ts';
import { LsaEmbeddingModel } from './lsa-embedding-model.ts';

const model = new LsaEmbeddingModel();

function cosine(matrix: Matrix, i: number, j: number): number {
  const other = matrixRow(matrix, j);
  return matrixRow(matrix, i).reduce((sum, value, d) => sum + value * other[d], 0);
}

const cards = ['my card is lost', 'lost card, block the card', 'block a stolen card', 'card stolen on holiday'];
const exports = [
  'export the report as CSV',
  'CSV export of a report',
  'download report file',
  'report file export fails',
];

test('texts on one matter are nearer to each other than to texts on another', async () => {
  const { embeddings } = await model.embedCorpus([...cards, ...exports], { seed: 42 });
  const within = [
    cosine(embeddings, 0, 1),
    cosine(embeddings, 1, 2),
    cosine(embeddings, 4, 5),
    cosine(embeddings, 5, 7),
  ];
  const between = [0, 1, 2, 3].flatMap((i) => [4, 5, 6, 7].map((j) => cosine(embeddings, i, j)));
  expect(Math.min(...within)).toBeGreaterThan(Math.max(...between));
});

test('the same texts and seed give the same bytes', async () => {
  const first = await model.embedCorpus([...cards, ...exports], { seed: 42 });
  const second = await model.embedCorpus([...cards, ...exports], { seed: 42 });
  expect(second.embeddings.data).toEqual(first.embeddings.data);
  expect(second.encoder).toEqual(first.encoder);
});

test('an encoder that went through a checkpoint puts the corpus where it was', async () => {
  const { embeddings, encoder } = await model.embedCorpus([...cards, ...exports], { seed: 42 });
  const stored = { header: JSON.parse(JSON.stringify(encoder.header)), arrays: encoder.arrays };
  const restored = await model.restoreEncoder(stored);
  expect(restored.dimensions).toBe(embeddings.columns);
  expect((await restored.encode([...cards, ...exports])).data).toEqual(embeddings.data);
});

test('a state of another model is refused', async () => {
  const { encoder } = await model.embedCorpus(cards, { seed: 42 });
  const foreign = { ...encoder, header: { ...encoder.header, modelId: 'text-embedding-3-small' } };
  await expect(model.restoreEncoder(foreign)).rejects.toThrow(CheckpointError);
  const torn = { ...encoder, arrays: { idf: encoder.arrays.idf } };
  await expect(model.restoreEncoder(torn as typeof encoder)).rejects.toThrow(/incomplete/);
});

test.each([
  ['no text', [], 0],
  ['one text', ['lost card'], 1],
  ['two texts', ['lost card', 'CSV export'], 2],
  ['empty texts', ['', ' ', 'the of'], 3],
  ['identical texts', Array.from({ length: 120 }, () => 'lost card'), 120],
  [
    'more texts than dimensions',
    Array.from({ length: 900 }, (_, i) => `card ${i % 300} word${i % 250} matter${i % 200}`),
    900,
  ],
])('%s: rows are of unit length or zero', async (_name, texts, rows) => {
  const { embeddings } = await model.embedCorpus(texts, { seed: 1 });
  expect(embeddings.rows).toBe(rows);
  expect(embeddings.columns).toBeGreaterThanOrEqual(1);
  expect(embeddings.columns).toBeLessThanOrEqual(100);
  for (let i = 0; i < rows; i++) {
    const length = Math.sqrt(matrixRow(embeddings, i).reduce((sum, value) => sum + value * value, 0));
    expect(length === 0 || Math.abs(length - 1) < 1e-5).toBe(true);
  }
});

test('identical texts lie on one point, and an empty one at zero', async () => {
  const { embeddings } = await model.embedCorpus(['lost card', 'lost card', '', 'CSV export'], { seed: 1 });
  expect(cosine(embeddings, 0, 1)).toBeCloseTo(1, 5);
  expect(cosine(embeddings, 2, 2)).toBe(0);
});

test('progress never goes back and ends at the total; aborting stops it', async () => {
  const texts = Array.from({ length: 3000 }, (_, i) => `card ${i % 70} report ${i % 90}`);
  const seen: [number, number][] = [];
  await model.embedCorpus(texts, { seed: 1, onProgress: (done, total) => seen.push([done, total]) });
  expect(seen.at(-1)).toEqual([3000, 3000]);
  expect(seen.every(([done], i) => i === 0 || done >= seen[i - 1][0])).toBe(true);
  await expect(model.embedCorpus(texts, { seed: 1, signal: AbortSignal.abort(new Error('stop')) })).rejects.toThrow(
    'stop',
  );
});

test('topics come together in scripts other than Latin, and new texts join them', async () => {
  const accounts = ['Как закрыть счёт?', 'Закрыть счёт в банке', 'Можно ли закрыть счёт', 'счёт закрыть не могу'];
  const tickets = ['如何导出报表', '导出报表失败', '报表导出格式', '导出报表到文件'];
  const { embeddings, encoder } = await model.embedCorpus([...accounts, ...tickets], { seed: 42 });
  expect(cosine(embeddings, 0, 1)).toBeGreaterThan(0.3);
  expect(cosine(embeddings, 4, 5)).toBeGreaterThan(0.3);
  expect(Math.abs(cosine(embeddings, 0, 4))).toBeLessThan(0.1);

  const fresh = await (await model.restoreEncoder(encoder)).encode(['хочу закрыть счёт', '怎么导出报表']);
  const likeness = (row: number, other: number): number =>
    matrixRow(fresh, row).reduce((sum, value, d) => sum + value * matrixRow(embeddings, other)[d], 0);
  expect(likeness(0, 0)).toBeGreaterThan(Math.abs(likeness(0, 4)) + 0.3);
  expect(likeness(1, 4)).toBeGreaterThan(Math.abs(likeness(1, 0)) + 0.3);
});
