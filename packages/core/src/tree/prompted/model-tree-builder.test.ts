import { describe, expect, it } from 'vitest';
import type { BaseClusters, ClusterName } from '../../cluster/cluster.ts';
import type { NamingModel } from '../../cluster/naming-model.ts';
import { createMatrix } from '../../math/matrix.ts';
import type { GenerateObjectRequest, GeneratedObject, LanguageModel } from '../../model/language-model.ts';
import type { ItemFailure } from '../../step-options.ts';
import { buildSummary } from '../../testing/build-summary.ts';
import { buildTree } from '../build-tree.ts';
import { checkTree } from '../check-tree.ts';
import { ModelTreeBuilder } from './model-tree-builder.ts';

const TOPICS = ['Share reports', 'Tune sweeps', 'Version artifacts'];

/** 24 base clusters of one conversation each; cluster i belongs to topic i mod 3 and points a little that way. */
const base: BaseClusters = {
  labels: Int32Array.from({ length: 24 }, (_, i) => i),
  centroids: createMatrix(24, 3),
  inertia: 0,
};
for (let i = 0; i < 24; i++) base.centroids.data[i * 3 + (i % 3)] = 1;
const input = {
  base,
  embeddings: base.centroids,
  summaries: Array.from({ length: 24 }, (_, i) => buildSummary(`Summary ${i}`, { chatId: `c-${i}` })),
  names: Array.from({ length: 24 }, (_, i) => ({ name: `Case ${i}`, description: TOPICS[i % 3], slug: 'a_b_c' })),
};

/** Names a node after its children's descriptions. */
const naming: NamingModel = {
  provider: 'test',
  modelId: 'naming',
  fingerprint: 'naming',
  nameClusters: async ({ clusters }) =>
    clusters.map(({ children }): ClusterName => {
      const description = [...new Set(children.map((child) => child.description))].sort().join(' and ');
      return { name: description, description, slug: 'a_b_c' };
    }),
};

interface Asked {
  /** The text of the user's message. */
  text: string;
  candidates: string[];
}

/** A model that proposes and chooses as told. */
function createModel(
  propose: (asked: Asked) => string[],
  choose: (asked: Asked) => string,
): LanguageModel & { asked: Asked[] } {
  const all: Asked[] = [];
  return {
    provider: 'test',
    modelId: 'told',
    fingerprint: 'told',
    asked: all,
    generateObject: async <T>({ messages = [], schemaName }: GenerateObjectRequest<T>): Promise<GeneratedObject<T>> => {
      const text = messages[1].content;
      const asked = { text, candidates: [...text.matchAll(/<candidate>(.*)<\/candidate>/g)].map(([, name]) => name) };
      all.push(asked);
      const object = (schemaName === 'topic_names' ? { names: propose(asked) } : { choice: choose(asked) }) as T;
      const usage = { inputTokens: 0, outputTokens: 0 };
      return { object, rawText: '', usage, costDollars: 0, attempts: 1, cached: false };
    },
  };
}

async function grow(model: LanguageModel, maxRoots = 5) {
  const failures: ItemFailure[] = [];
  const progress: number[] = [];
  const tree = await buildTree(input, {
    builder: new ModelTreeBuilder(model),
    model: naming,
    maxRoots,
    seed: 7,
    onFailure: (failure) => failures.push(failure),
    onProgress: (done, total) => progress.push(done / total),
  });
  expect(checkTree(tree, base, { maxRoots })).toEqual([]);
  expect(progress).toEqual([...progress].sort((a, b) => a - b));
  expect(progress.at(-1)).toBe(1);
  return { tree, failures, roots: tree.nodes.filter(({ depth }) => depth === 0) };
}

const ownTopic = ({ text }: Asked): string => TOPICS.find((topic) => text.split('<candidate>')[0].includes(topic))!;

describe('ModelTreeBuilder', () => {
  it('gathers clusters under the names that the model proposes and chooses, and names them from their children', async () => {
    const { roots, failures } = await grow(createModel(() => TOPICS, ownTopic));
    expect(roots.map(({ name, size }) => [name, size])).toEqual(TOPICS.map((topic) => [topic, 8]));
    expect(failures).toEqual([]);
  });

  it('shows every cluster all candidates, in orders that differ but not from run to run', async () => {
    const ask = async (): Promise<string[][]> => {
      const model = createModel(() => TOPICS, ownTopic);
      await grow(model);
      return model.asked.flatMap(({ candidates }) => (candidates.length > 0 ? [candidates] : []));
    };
    const orders = await ask();
    expect(orders).toHaveLength(24);
    for (const order of orders) expect([...order].sort()).toEqual(TOPICS);
    expect(new Set(orders.map((order) => order.join())).size).toBeGreaterThan(3);
    expect(await ask()).toEqual(orders);
  });

  it('takes near-exact answers for what they mean, and sends the others to the nearest topic', async () => {
    let count = 0;
    const sloppy = (asked: Asked): string =>
      count++ % 2 === 0 ? `"${ownTopic(asked).toLowerCase()}s."` : 'Something else entirely';
    const { roots, failures } = await grow(createModel(() => TOPICS, sloppy));
    expect(roots.map(({ name }) => name)).toEqual(TOPICS);
    expect(failures).toEqual([]);
  });

  it.each([
    ['proposes one name', () => ['Get help'], () => 'Get help'],
    ['puts everything under one of its names', () => TOPICS, () => TOPICS[0]],
    ['proposes nothing', () => [], () => ''],
    ['chooses nothing that it proposed', () => TOPICS, () => 'Bake bread'],
  ])('groups a level by its vectors and says so when the model %s', async (_, propose, choose) => {
    const { roots, failures } = await grow(createModel(propose, choose));
    expect(roots.length).toBeGreaterThan(1);
    expect(failures.at(-1)).toMatchObject({ item: expect.stringMatching(/^level of \d+ clusters$/), rawText: null });
  });

  it('comes to an end when the model proposes as many names as there are clusters and keeps them all apart', async () => {
    const ownName = ({ text }: Asked): string[] => [...text.matchAll(/^- (Case \d+|[^:]+):/gm)].map(([, name]) => name);
    const model = createModel(ownName, (asked) => ownName(asked)[0]);
    const { roots } = await grow(model);
    expect(roots.length).toBeLessThanOrEqual(5);
    expect(model.asked.length).toBeLessThan(200);
  });

  it('puts everything below one root when one is all it may make', async () => {
    const { roots } = await grow(
      createModel(() => TOPICS, ownTopic),
      1,
    );
    expect(roots.map(({ name }) => name)).toEqual([TOPICS.join(' and ')]);
  });
});
