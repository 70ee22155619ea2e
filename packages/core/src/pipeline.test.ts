import { expect, test } from 'vitest';
import { fingerprint as deriveFingerprint } from './checkpoint/fingerprint.ts';
import { MemoryCheckpointStore } from './checkpoint/memory-checkpoint-store.ts';
import { KeywordNamingModel } from './cluster/keyword-naming/keyword-naming-model.ts';
import { LsaEmbeddingModel } from './embedding/local/lsa-embedding-model.ts';
import type { Pipeline } from './pipeline.ts';
import { createPipeline } from './pipeline.ts';
import { referToMap } from './projection/map-reference.ts';
import { measureFit } from './projection/align-positions.ts';
import type { RunOptionsInput } from './run-options.ts';
import { runOptionsSchema } from './run-options.ts';
import type { SummaryModel } from './summary/summary-model.ts';
import { buildConversation } from './testing/build-conversation.ts';
import { buildSummary } from './testing/build-summary.ts';

const TOPICS = ['export the invoice as a file', 'reset my forgotten password', 'connect the calendar to my phone'];
const conversations = Array.from({ length: 30 }, (_, i) =>
  buildConversation(`How do I ${TOPICS[i % 3]}?`, { chatId: `c${i}` }),
);
const checkpoints = new MemoryCheckpointStore();

/** @param failing - chat ids that the model fails. */
function openPipeline(failing: readonly string[], options: RunOptionsInput = {}, store = checkpoints): Pipeline {
  const summaryModel: SummaryModel = {
    provider: 'test',
    modelId: 'test',
    fingerprint: 'test',
    concurrency: 2,
    summarise: async ({ chatId, messages }) => {
      if (failing.includes(chatId)) throw new Error('no answer');
      return buildSummary(messages[0].content, { chatId });
    },
  };
  return createPipeline({
    conversations: { contentHash: 'test', count: conversations.length, load: async () => conversations },
    summaryModel,
    embeddingModel: new LsaEmbeddingModel(),
    namingModel: new KeywordNamingModel(),
    options: runOptionsSchema.parse(options),
    checkpoints: store,
  });
}

test('a result with failed items lies under another fingerprint, and so does everything made of it', async () => {
  const planned = openPipeline([]).steps.map(({ fingerprint }) => fingerprint);
  const faulty = openPipeline(['c3', 'c9']);
  await faulty.runStep('summary');
  const found = faulty.steps.map(({ fingerprint }) => fingerprint);
  expect(found.filter((fingerprint) => planned.includes(fingerprint))).toEqual([]);
  expect(await checkpoints.has('summary', planned[0])).toBe(false);
  const { summaries, failures } = await faulty.result('summary');
  expect(summaries).toHaveLength(28);
  expect(failures.map(({ chatId }) => chatId)).toEqual(['c3', 'c9']);
  for (const { name } of faulty.steps.slice(1)) await faulty.runStep(name);
  expect((await faulty.result('cluster')).labels).toHaveLength(28);

  const otherwise = openPipeline(['c3']);
  await otherwise.runStep('summary');
  expect(otherwise.steps[0].fingerprint).not.toBe(found[0]);

  const whole = openPipeline([]);
  expect(await whole.runStep('summary')).toEqual({ reused: false });
  expect(whole.steps.map(({ fingerprint }) => fingerprint)).toEqual(planned);
  expect((await whole.result('summary')).summaries).toHaveLength(30);
  expect(await openPipeline(['c3', 'c9']).runStep('summary')).toEqual({ reused: true });
});

test('a map that is aligned to another is a step of its own, over the same conversations', async () => {
  const store = new MemoryCheckpointStore();
  // Fewer than the ten conversations that say the same: with more, the topics are neighbours of each other by chance alone.
  const projection = { nNeighbors: 5 };
  // It has no summary of c3, so the maps are matched by conversation and not by place.
  const first = openPipeline(['c3'], { projection }, store);
  for (const { name } of first.steps) await first.runStep(name);
  const aligned = openPipeline([], { seed: 5, projection: { ...projection, alignTo: referToMap(first.steps) } }, store);
  for (const { name } of aligned.steps) await aligned.runStep(name);
  const onto = (await first.result('projection')).conversations;
  const { conversations: places } = await aligned.result('projection');
  expect(places).toHaveLength(60);
  const positions = Float32Array.from([...places.subarray(0, 6), ...places.subarray(8)]);
  expect(measureFit(positions, onto)).toBeGreaterThan(0.9);

  const plain = openPipeline([], { seed: 5, projection }, store);
  const changed = aligned.steps.filter(({ fingerprint }, at) => fingerprint !== plain.steps[at].fingerprint);
  expect(changed.map(({ name }) => name)).toEqual(['projection']);
});

test('a map can only be aligned to one that is stored', async () => {
  const alignTo = { summary: 'a'.repeat(64), projection: 'b'.repeat(64) };
  const pipeline = openPipeline([], { seed: 6, projection: { alignTo } });
  for (const { name } of pipeline.steps.slice(0, -1)) await pipeline.runStep(name);
  await expect(pipeline.runStep('projection')).rejects.toThrow(/projection\.alignTo.* is not stored here/);
});

test('a number of levels renames the tree and what follows; none leaves every name as it was', () => {
  const fingerprintsOf = (options: RunOptionsInput): string[] =>
    openPipeline([], options).steps.map(({ fingerprint }) => fingerprint);
  const plain = fingerprintsOf({});
  // As the tree step was named before there was a number of levels to set.
  const before = deriveFingerprint({
    step: 'tree',
    version: 4,
    name: plain[3],
    options: { maxRoots: 10, branching: 4 },
    seed: 42,
  });
  expect(plain[4]).toBe(before);
  for (const levels of [3, 'auto'] as const) {
    const named = fingerprintsOf({ tree: { levels } });
    expect(named.slice(0, 4)).toEqual(plain.slice(0, 4));
    expect(named[4]).not.toBe(plain[4]);
  }
});

test('a tree whose levels were chosen keeps the curve, and one with a number of levels has no more', async () => {
  const cluster = { k: 15 };
  const chosen = openPipeline([], { cluster, tree: { levels: 'auto' } });
  for (const { name } of chosen.steps.slice(0, 5)) await chosen.runStep(name);
  const { nodes, levelCurve } = await chosen.result('tree');
  // 15 to the power of 1/2 and 1/3; four levels would have fewer than two children per node.
  expect(levelCurve?.candidates.map(({ levels, roots }) => [levels, roots])).toEqual([
    [2, 4],
    [3, 2],
  ]);
  const { levels } = levelCurve!.candidates[levelCurve!.chosen];
  expect(Math.max(...nodes.map(({ depth }) => depth))).toBeLessThan(levels);
  const given = openPipeline([], { cluster, tree: { levels } });
  for (const { name } of given.steps.slice(0, 5)) await given.runStep(name);
  expect(await given.result('tree')).toEqual({ nodes });
});
