import type { Graph } from './fuzzy-graph.ts';

/** A graph in which points of a finer one are taken together. */
export interface CoarseGraph {
  /** An edge weighs as much as all between its two groups; those within a group are an edge from it to itself. */
  graph: Graph;
  /** Group of each point of the finer graph. */
  groupOf: Int32Array;
}

const ROWS_PER_TURN = 4096;

/**
 * Takes each point together with the free neighbour that it is tied to most; one that is left over joins the group of its
 * nearest neighbour. So there are at most half as many groups as points.
 *
 * With the edges inside the groups kept, the smoothest functions of the coarse graph are the best approximations to those
 * of the finer one among the functions that are the same all over each group.
 *
 * @param graph - connected, at least two points
 * @param pause - awaited every few thousand points
 * @see Karypis and Kumar, "A Fast and High Quality Multilevel Scheme for Partitioning Irregular Graphs", 1998 (heavy-edge matching)
 */
export async function coarsenGraph(graph: Graph, pause: () => Promise<void>): Promise<CoarseGraph> {
  const n = graph.starts.length - 1;
  const groupOf = new Int32Array(n).fill(-1);
  const left: number[] = [];
  let groups = 0;
  for (let i = 0; i < n; i++) {
    if (i % ROWS_PER_TURN === 0) await pause();
    if (groupOf[i] >= 0) continue;
    const partner = findHeaviest(graph, i, groupOf, false);
    if (partner < 0) {
      left.push(i);
      continue;
    }
    groupOf[i] = groups;
    groupOf[partner] = groups++;
  }
  // The neighbours of those left over are all in pairs: two that are left over are never neighbours.
  for (const i of left) groupOf[i] = groupOf[findHeaviest(graph, i, groupOf, true)];
  return { graph: await joinEdges(graph, groupOf, groups, pause), groupOf };
}

/** The grouped, or the free, neighbour with the heaviest edge, the first among equals; −1 if there is none. */
function findHeaviest(
  { starts, targets, weights }: Graph,
  point: number,
  groupOf: Int32Array,
  isGrouped: boolean,
): number {
  let heaviest = -1;
  let weight = 0;
  for (let e = starts[point]; e < starts[point + 1]; e++) {
    const other = targets[e];
    if (weights[e] <= weight || other === point || groupOf[other] >= 0 !== isGrouped) continue;
    heaviest = other;
    weight = weights[e];
  }
  return heaviest;
}

async function joinEdges(
  { starts, targets, weights }: Graph,
  groupOf: Int32Array,
  groups: number,
  pause: () => Promise<void>,
): Promise<Graph> {
  const firstOf = new Int32Array(groups).fill(-1);
  const nextOf = new Int32Array(groupOf.length);
  for (let i = groupOf.length - 1; i >= 0; i--) {
    nextOf[i] = firstOf[groupOf[i]];
    firstOf[groupOf[i]] = i;
  }
  const joinedStarts = new Int32Array(groups + 1);
  const joinedTargets = new Int32Array(targets.length);
  const sums = new Float32Array(targets.length);
  const placeOf = new Int32Array(groups).fill(-1);
  let size = 0;
  for (let group = 0; group < groups; group++) {
    for (let i = firstOf[group]; i >= 0; i = nextOf[i]) {
      for (let e = starts[i]; e < starts[i + 1]; e++) {
        const other = groupOf[targets[e]];
        if (placeOf[other] < joinedStarts[group]) {
          placeOf[other] = size;
          joinedTargets[size++] = other;
        }
        sums[placeOf[other]] += weights[e];
      }
    }
    joinedStarts[group + 1] = size;
    if (group % ROWS_PER_TURN === 0) await pause();
  }
  return { starts: joinedStarts, targets: joinedTargets.slice(0, size), weights: sums.slice(0, size) };
}
