import { describe, expect, it } from 'vitest';
import type { BaseClusters, ClusterName } from '../cluster/cluster.ts';
import { clusterEmbeddings } from '../cluster/cluster-embeddings.ts';
import type { NamingModel, NamingRequest } from '../cluster/naming-model.ts';
import type { Matrix } from '../math/matrix.ts';
import { createMatrix } from '../math/matrix.ts';
import { createRandom } from '../math/random.ts';
import type { Summary } from '../summary/summary.ts';
import type { BuildTreeOptions } from './build-tree.ts';
import { buildTree } from './build-tree.ts';
import { checkTree } from './check-tree.ts';
import { listClusterMembers } from './cluster-members.ts';

/** A naming model that calls everything the same, and keeps what it was asked. */
function createStubbornModel(): NamingModel & { requests: NamingRequest[] } {
  const requests: NamingRequest[] = [];
  return {
    provider: 'test',
    modelId: 'stubborn',
    fingerprint: 'stubborn',
    requests,
    nameClusters: async (request) => {
      requests.push(request);
      return request.clusters.map(() => ({
        name: 'Ask something',
        description: 'Users asked.',
        slug: 'ask_some_thing',
      }));
    },
  };
}

const chatId = (i: number): string => `chat-${i}`;

function summarise(n: number): Summary[] {
  return Array.from({ length: n }, (_, i) => ({ chatId: chatId(i), summary: `Summary ${i}` }) as Summary);
}

function nameAlike(count: number): ClusterName[] {
  return Array.from({ length: count }, () => ({ name: 'Ask', description: 'Users asked.', slug: 'ask' }));
}

/** Points on a few lines through the origin, many of them equal, some zero. */
function drawPoints(n: number, seed: number): Matrix {
  const random = createRandom(seed);
  const points = createMatrix(n, 3);
  const variety = 1 + random.below(6);
  for (let i = 0; i < n; i++) {
    const kind = createRandom(random.below(variety * 3));
    const noise = random.below(2) * 0.3;
    for (let t = 0; t < 3; t++) points.data[i * 3 + t] = kind.normal() + noise * random.normal();
    if (random.below(40) === 0) points.data.fill(0, i * 3, i * 3 + 3);
  }
  return points;
}

async function grow(embeddings: Matrix, base: BaseClusters, options: Partial<BuildTreeOptions> = {}) {
  const input = { base, embeddings, names: nameAlike(base.centroids.rows), summaries: summarise(base.labels.length) };
  return buildTree(input, { model: createStubbornModel(), seed: 1, ...options });
}

describe('buildTree', () => {
  it('keeps every promise for a thousand random inputs', async () => {
    for (let seed = 0; seed < 1000; seed++) {
      const random = createRandom(seed);
      const n = random.below(80);
      const maxRoots = 1 + random.below(12);
      const embeddings = drawPoints(n, seed);
      const base = await clusterEmbeddings(embeddings, { targetClusterSize: 1 + random.below(5), seed });
      const tree = await grow(embeddings, base, { maxRoots, branching: 2 + random.below(5) });
      expect(checkTree(tree, base, { maxRoots }), `seed ${seed}`).toEqual([]);
    }
  }, 120_000);

  it.each([0, 1, 2, 9, 15, 16, 100])('grows a sound tree over %i equal conversations', async (n) => {
    const embeddings = createMatrix(n, 4);
    embeddings.data.fill(0.5);
    const base = await clusterEmbeddings(embeddings, { targetClusterSize: 2, seed: 1 });
    expect(base.centroids.rows).toBe(Math.ceil(n / 2));
    expect(checkTree(await grow(embeddings, base), base, { maxRoots: 10 })).toEqual([]);
  });

  it('grows a sound tree when more clusters are asked for than there are conversations', async () => {
    const embeddings = drawPoints(7, 3);
    const base = await clusterEmbeddings(embeddings, { k: 50, seed: 1 });
    const tree = await grow(embeddings, base, { maxRoots: 2 });
    expect(base.centroids.rows).toBe(7);
    expect(checkTree(tree, base, { maxRoots: 2 })).toEqual([]);
  });

  it('stays shallow and balanced over thousands of base clusters', async () => {
    const random = createRandom(4);
    const embeddings = createMatrix(3000, 8);
    embeddings.data.forEach((_, i) => (embeddings.data[i] = random.normal() + (i % 8 === 0 ? 1 : 0)));
    const labels = Int32Array.from({ length: 3000 }, (_, i) => i);
    const base: BaseClusters = { labels, centroids: embeddings, inertia: 0 };
    const { nodes } = await grow(embeddings, base);
    expect(checkTree({ nodes }, base, { maxRoots: 10 })).toEqual([]);
    // With four children a node, 4^6 = 4,096 leaves lie six levels below one root.
    expect(Math.max(...nodes.map(({ depth }) => depth))).toBeLessThanOrEqual(8);
    expect(Math.max(...nodes.map(({ size }) => size))).toBeLessThan(3000 / 4);
  });

  it('is the same tree for the same input and seed', async () => {
    const embeddings = drawPoints(300, 5);
    const base = await clusterEmbeddings(embeddings, { targetClusterSize: 4, seed: 9 });
    expect(await grow(embeddings, base)).toEqual(await grow(embeddings, base));
  });

  it('leaves conversations that belong to no cluster out of the tree', async () => {
    const embeddings = drawPoints(300, 5);
    const base = await clusterEmbeddings(embeddings, { targetClusterSize: 4, seed: 9 });
    const labels = base.labels.map((label, i) => (i % 10 === 0 && base.labels.indexOf(label) < i ? -1 : label));
    const counts = new Set(labels);
    expect(counts.has(-1)).toBe(true);
    const tree = await grow(embeddings, { ...base, labels });
    expect(checkTree(tree, { ...base, labels }, { maxRoots: 10 })).toEqual([]);
    const clustered = labels.filter((label) => label >= 0).length;
    const rootSizes = tree.nodes.filter(({ depth }) => depth === 0).map(({ size }) => size);
    expect(rootSizes.reduce((sum, size) => sum + size, 0)).toBe(clustered);
    const members = listClusterMembers(tree, labels);
    expect(new Set(members.flatMap((list) => [...list])).size).toBe(clustered);
  });

  it('derives ids from the members alone, whatever their order', async () => {
    const embeddings = createMatrix(2, 1);
    embeddings.data.set([1, -1]);
    const base = await clusterEmbeddings(embeddings, { k: 1, seed: 1 });
    const { nodes } = await grow(embeddings, base);
    // printf 'chat-0\nchat-1\n' | sha256sum | cut -c1-32
    expect(nodes[0].id).toBe('3073af4aaf5a17b6cc5dbc38270094b2');
  });

  it('shows the naming model members from the centroid outwards, outsiders, and the names of the children', async () => {
    const embeddings = drawPoints(200, 8);
    const base = await clusterEmbeddings(embeddings, { targetClusterSize: 4, seed: 2 });
    const model = createStubbornModel();
    const tree = await grow(embeddings, base, { model });
    const members = listClusterMembers(tree, base.labels);
    const inner = tree.nodes.flatMap((node, i) => (node.baseCluster === null ? [members[i].join()] : []));
    const shown = model.requests.flatMap((request) => request.clusters);
    expect(shown.map((cluster) => [...cluster.members].sort((a, b) => a - b).join()).sort()).toEqual(inner.sort());
    for (const { members: own, outsiders, children } of shown) {
      expect(outsiders).toHaveLength(Math.min(10, 200 - own.length));
      expect(outsiders.filter((i) => own.includes(i))).toEqual([]);
      expect(children.length).toBeGreaterThan(1);
    }
  });
});
