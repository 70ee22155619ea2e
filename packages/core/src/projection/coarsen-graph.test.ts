import { describe, expect, it } from 'vitest';
import { coarsenGraph } from './coarsen-graph.ts';
import type { Graph } from './fuzzy-graph.ts';

type Edge = [number, number, number];

function toGraph(n: number, edges: Edge[]): Graph {
  const starts = [0];
  const ends: { target: number; weight: number }[] = [];
  for (let i = 0; i < n; i++) {
    for (const [from, to, weight] of edges) {
      if (from === i) ends.push({ target: to, weight });
      else if (to === i) ends.push({ target: from, weight });
    }
    starts.push(ends.length);
  }
  return {
    starts: Int32Array.from(starts),
    targets: Int32Array.from(ends, ({ target }) => target),
    weights: Float32Array.from(ends, ({ weight }) => weight),
  };
}

function listEdges({ starts, targets, weights }: Graph): Edge[] {
  const edges: Edge[] = [];
  for (let i = 0; i < starts.length - 1; i++) {
    for (let e = starts[i]; e < starts[i + 1]; e++) edges.push([i, targets[e], weights[e]]);
  }
  return edges.sort((a, b) => a[0] - b[0] || a[1] - b[1]);
}

const noPause = async (): Promise<void> => {};

describe('coarsenGraph', () => {
  it('takes points together along the heaviest free edge and adds up the edges between groups', async () => {
    // 0 prefers 2; 1 is then left with 3; 4 has no free neighbour and joins 3's group, where its heavier edge leads.
    const graph = toGraph(5, [
      [0, 1, 0.25],
      [0, 2, 1],
      [1, 3, 0.5],
      [2, 3, 0.125],
      [2, 4, 0.25],
      [3, 4, 0.5],
    ]);
    const { graph: coarse, groupOf } = await coarsenGraph(graph, noPause);
    expect(Array.from(groupOf)).toEqual([0, 1, 0, 1, 1]);
    // Within 0, 2: the edge of 1 from both ends. Within 1, 3, 4: 0.5 + 0.5 from both. Between: 0.25 + 0.125 + 0.25.
    expect(listEdges(coarse)).toEqual([
      [0, 0, 2],
      [0, 1, 0.625],
      [1, 0, 0.625],
      [1, 1, 2],
    ]);
  });

  it('makes of a star, whose rays have no other neighbour, one group', async () => {
    const star = toGraph(
      6,
      [1, 2, 3, 4, 5].map((ray): Edge => [0, ray, 0.5]),
    );
    const { graph, groupOf } = await coarsenGraph(star, noPause);
    expect(Array.from(groupOf)).toEqual([0, 0, 0, 0, 0, 0]);
    expect(listEdges(graph)).toEqual([[0, 0, 5]]);
  });
});
