import { dot } from '../math/dot.ts';
import type { Partition } from './partition.ts';
import { squaredDistance } from './partition.ts';

const ROUNDS = 4;

/** The best split of a cluster that was found. */
export interface ClusterSplit {
  cluster: number;
  /** Fall of the inertia; 0 if the cluster has fewer than two different members. */
  gain: number;
  /** Members of the second half. */
  leaving: Int32Array;
}

/** Two vectors of d numbers to work in. */
export interface SplitScratch {
  direction: Float64Array;
  sum: Float64Array;
}

/**
 * Splits a cluster in two by Lloyd's steps from two members that lie far apart.
 *
 * Two centres are separated by a plane, so each step takes one product per member: with the difference of the centres.
 *
 * @param members - all members of the cluster, ascending.
 * @param scratch - overwritten.
 */
export function splitCluster(
  partition: Partition,
  cluster: number,
  members: Int32Array,
  scratch: SplitScratch,
): ClusterSplit {
  const { points, sums, squares } = partition;
  const { data, columns: d } = points;
  const m = members.length;
  const none = { cluster, gain: 0, leaving: new Int32Array(0) };
  if (m < 2) return none;
  const first = findFarthest(members, (i) => squaredDistance(partition, i, cluster));
  const { direction, sum: leavingSum } = scratch;
  for (let t = 0; t < d; t++) direction[t] = data[first * d + t];
  const second = findFarthest(members, (i) => squares[i] - 2 * dot(data, i * d, direction, 0, d));
  let threshold = (squares[second] - squares[first]) / 2;
  for (let t = 0; t < d; t++) direction[t] = data[second * d + t] - direction[t];

  const leaves = new Uint8Array(m);
  leavingSum.fill(0);
  let leaving = 0;
  let gain = 0;
  for (let round = 0; round < ROUNDS; round++) {
    let isSame = true;
    for (let r = 0; r < m; r++) {
      const side = dot(data, members[r] * d, direction, 0, d) > threshold ? 1 : 0;
      if (side === leaves[r]) continue;
      isSame = false;
      leaves[r] = side;
      leaving += side === 1 ? 1 : -1;
      const sign = side === 1 ? 1 : -1;
      for (let t = 0, a = members[r] * d; t < d; t++, a++) leavingSum[t] += sign * data[a];
    }
    if (leaving === 0 || leaving === m) return none;
    if (isSame) break;
    threshold = 0;
    let square = 0;
    for (let t = 0, s = cluster * d; t < d; t++, s++) {
      const there = leavingSum[t] / leaving;
      const here = (sums[s] - leavingSum[t]) / (m - leaving);
      direction[t] = there - here;
      threshold += (there * there - here * here) / 2;
      square += direction[t] * direction[t];
    }
    gain = (square * leaving * (m - leaving)) / m;
  }
  return { cluster, gain, leaving: members.filter((_, r) => leaves[r] === 1) };
}

function findFarthest(members: Int32Array, distanceOf: (i: number) => number): number {
  let farthest = members[0];
  let longest = -Infinity;
  for (const i of members) {
    const distance = distanceOf(i);
    if (distance <= longest) continue;
    longest = distance;
    farthest = i;
  }
  return farthest;
}
