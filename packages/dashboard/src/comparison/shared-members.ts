import type { MapPoints } from '../projection/decode-projection.ts';
import { outlierEntry, outlierLeaf } from '../outlier/outlier-entry.ts';
import type { ClusterList } from '../tree/cluster-list.ts';

/** One run's side of a comparison: its clusters and where each conversation of the dataset fell. */
export interface ComparedRun {
  list: ClusterList;
  points: MapPoints;
}

/** Whether the conversation at a position of the dataset belongs to a cluster; −1 asks for the outliers. */
function isMember({ list, points }: ComparedRun, cluster: number, position: number): boolean {
  const leaf = points.leaves[position]!;
  if (cluster === outlierEntry.index) {
    return leaf === outlierLeaf;
  }
  return leaf >= cluster && leaf < list.ends[cluster]!;
}

/** Positions of the conversations of a cluster. */
export function listMembers(run: ComparedRun, cluster: number): number[] {
  return listSharedMembers(run, cluster, run, cluster);
}

/** Positions of the conversations that belong to cluster `clusterA` of one run and to `clusterB` of the other. */
export function listSharedMembers(a: ComparedRun, clusterA: number, b: ComparedRun, clusterB: number): number[] {
  const shared: number[] = [];
  const n = Math.min(a.points.count, b.points.count);
  for (let position = 0; position < n; position += 1) {
    if (isMember(a, clusterA, position) && isMember(b, clusterB, position)) {
      shared.push(position);
    }
  }
  return shared;
}

/**
 * Says where the conversations of one cluster went in the other run.
 *
 * @returns for each cluster of the other run, how many of them it holds; indexed like its list.
 */
export function countMembersIn(from: ComparedRun, cluster: number, to: ComparedRun): Int32Array {
  const counts = new Int32Array(to.list.clusters.length);
  const n = Math.min(from.points.count, to.points.count);
  for (let position = 0; position < n; position += 1) {
    if (isMember(from, cluster, position)) {
      for (let at = to.points.leaves[position]!; at >= 0; at = to.list.parents[at]!) {
        counts[at] = counts[at]! + 1;
      }
    }
  }
  return counts;
}
