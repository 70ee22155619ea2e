import { createPause } from '../math/create-pause.ts';
import type { Contingency } from './contingency.ts';
import { countContingency, withoutOutliers } from './contingency.ts';
import type { ClusterOverlap, MatchKind, MatchThresholds, TaggedCluster } from './tag-clusters.ts';
import { DEFAULT_MATCH_THRESHOLDS, tagClusters } from './tag-clusters.ts';

/** A tree with its items: what is needed to say which of them any cluster holds. */
export interface FilledTree {
  /** Index of each cluster's parent, −1 for a root. A parent stands before its children. */
  parents: ArrayLike<number>;
  /** Index of the leaf of each item; a negative number for an outlier, which is in no cluster. */
  leaves: ArrayLike<number>;
}

/** As for partitions, and `MOVED`: the cluster is there, at another level of the other tree. */
export type TreeTagKind = MatchKind | 'MOVED';

export interface TreeTag extends TaggedCluster<TreeTagKind> {
  /** The most similar cluster of the other tree at any depth, by Jaccard index; null if all its items are outliers there. */
  best: ClusterOverlap | null;
}

export interface TreeTags {
  /** Every cluster that holds an item, at whatever depth, in the order of the tree. */
  a: TreeTag[];
  b: TreeTag[];
}

/**
 * Says of every cluster of two trees what became of it, and which cluster of the other tree is most like it at any depth.
 *
 * A leaf is held against the other tree's leaves, an inner cluster against the other tree cut at its depth (a branch that
 * ends above is cut at its leaf): that is its level. What is not kept there, but is most like a cluster of another level
 * with a Jaccard index of at least `keptFrom`, has moved, unless the parts at its level together are more like it.
 *
 * Only overlaps that occur are counted: one step for each pair of leaves that share an item and each pair of clusters
 * above them.
 *
 * @throws {InvalidInputError} if the trees have different numbers of items.
 */
export async function tagTrees(
  a: FilledTree,
  b: FilledTree,
  thresholds: MatchThresholds = DEFAULT_MATCH_THRESHOLDS,
  signal?: AbortSignal,
): Promise<TreeTags> {
  const pause = createPause(signal);
  const shapeA = measureTree(a);
  const shapeB = measureTree(b);
  const tags = { a: new Map<number, TaggedCluster>(), b: new Map<number, TaggedCluster>() };
  const leaves = await tagClusters(overlapOf(a.leaves, b.leaves), thresholds, signal);
  for (const side of ['a', 'b'] as const) for (const tag of leaves[side]) tags[side].set(tag.cluster, tag);
  for (let depth = 0; depth < Math.max(shapeA.deepest, shapeB.deepest); depth++) {
    await pause();
    const cut = await tagClusters(overlapOf(shapeA.cutAt(depth), shapeB.cutAt(depth)), thresholds, signal);
    await pause();
    for (const tag of cut.a) if (!shapeA.isLeaf(tag.cluster)) keep(tags.a, tag, shapeA.depths[tag.cluster] === depth);
    for (const tag of cut.b) if (!shapeB.isLeaf(tag.cluster)) keep(tags.b, tag, shapeB.depths[tag.cluster] === depth);
  }
  const best = await findBest(a, b, shapeA, shapeB, pause);
  await pause();
  return {
    a: finish(tags.a, best.a, thresholds),
    b: finish(tags.b, best.b, thresholds),
  };
}

function overlapOf(a: ArrayLike<number>, b: ArrayLike<number>): Contingency {
  return withoutOutliers(countContingency(a, b));
}

function keep(tags: Map<number, TaggedCluster>, tag: TaggedCluster, isOfThisDepth: boolean): void {
  if (isOfThisDepth) tags.set(tag.cluster, tag);
}

interface TreeMeasures {
  depths: Int32Array;
  /** Items in each cluster. */
  sizes: Int32Array;
  deepest: number;
  /** Whether items are in the cluster itself. */
  isLeaf(cluster: number): boolean;
  /** From the cluster to its root, both included. */
  pathFrom(cluster: number): number[];
  /** The cluster of each item at a depth. */
  cutAt(depth: number): Int32Array;
}

function measureTree({ parents, leaves }: FilledTree): TreeMeasures {
  const count = parents.length;
  const depths = new Int32Array(count);
  for (let i = 0; i < count; i++) depths[i] = parents[i] < 0 ? 0 : depths[parents[i]] + 1;
  const sizes = new Int32Array(count);
  const holdsItems = new Uint8Array(count);
  for (let item = 0; item < leaves.length; item++) {
    if (leaves[item] < 0) continue;
    sizes[leaves[item]]++;
    holdsItems[leaves[item]] = 1;
  }
  let deepest = 0;
  for (let i = count - 1; i >= 0; i--) {
    if (parents[i] >= 0) sizes[parents[i]] += sizes[i];
    if (holdsItems[i] === 1) deepest = Math.max(deepest, depths[i]);
  }
  return {
    depths,
    sizes,
    deepest,
    isLeaf: (cluster) => holdsItems[cluster] === 1,
    pathFrom(cluster) {
      const path: number[] = [];
      for (let at = cluster; at >= 0; at = parents[at]) path.push(at);
      return path;
    },
    cutAt(depth) {
      const cut = Int32Array.from({ length: count }, (_, i) => i);
      for (let i = 0; i < count; i++) if (depths[i] > depth) cut[i] = cut[parents[i]];
      return Int32Array.from(leaves, (leaf) => (leaf < 0 ? leaf : cut[leaf]));
    },
  };
}

function isSameLevel(own: TreeMeasures, cluster: number, other: TreeMeasures, otherCluster: number): boolean {
  if (own.isLeaf(cluster)) return other.isLeaf(otherCluster);
  if (other.isLeaf(otherCluster)) return other.depths[otherCluster] <= own.depths[cluster];
  return other.depths[otherCluster] === own.depths[cluster];
}

/** Of every cluster of both trees the most similar one of the other; of equally similar ones one of its own level. */
async function findBest(
  a: FilledTree,
  b: FilledTree,
  shapeA: TreeMeasures,
  shapeB: TreeMeasures,
  pause: () => Promise<void>,
) {
  const width = b.parents.length;
  const shared = new Map<number, number>();
  const pathsA = new Map<number, number[]>();
  const pathsB = new Map<number, number[]>();
  const { a: rows, b: columns, cells } = overlapOf(a.leaves, b.leaves);
  for (const [i, cell] of cells.entries()) {
    if (i % 16 === 0) await pause();
    for (const one of remember(pathsA, rows.clusters[cell.row], shapeA)) {
      for (const other of remember(pathsB, columns.clusters[cell.column], shapeB)) {
        const key = one * width + other;
        shared.set(key, (shared.get(key) ?? 0) + cell.count);
      }
    }
  }
  const best = { a: new Map<number, Offer>(), b: new Map<number, Offer>() };
  let compared = 0;
  for (const [key, count] of shared) {
    if (compared++ % 256 === 0) await pause();
    const one = Math.floor(key / width);
    const other = key % width;
    const [sizeA, sizeB] = [shapeA.sizes[one], shapeB.sizes[other]];
    const jaccard = count / (sizeA + sizeB - count);
    const isLevel = isSameLevel(shapeA, one, shapeB, other);
    const isLevelOfB = isSameLevel(shapeB, other, shapeA, one);
    const [shareOfA, shareOfB] = [count / sizeA, count / sizeB];
    offer(
      best.a,
      one,
      { cluster: other, shared: count, jaccard, shareOfOwn: shareOfA, shareOfOther: shareOfB },
      isLevel,
    );
    offer(
      best.b,
      other,
      { cluster: one, shared: count, jaccard, shareOfOwn: shareOfB, shareOfOther: shareOfA },
      isLevelOfB,
    );
  }
  return best;
}

function remember(paths: Map<number, number[]>, leaf: number, shape: TreeMeasures): number[] {
  const known = paths.get(leaf) ?? shape.pathFrom(leaf);
  paths.set(leaf, known);
  return known;
}

interface Offer {
  overlap: ClusterOverlap;
  isSameLevel: boolean;
}

function offer(best: Map<number, Offer>, cluster: number, overlap: ClusterOverlap, isLevel: boolean): void {
  const known = best.get(cluster);
  const isBetter =
    known === undefined ||
    overlap.jaccard > known.overlap.jaccard ||
    (overlap.jaccard === known.overlap.jaccard && isLevel && !known.isSameLevel);
  if (isBetter) best.set(cluster, { overlap, isSameLevel: isLevel });
}

function finish(
  tags: ReadonlyMap<number, TaggedCluster>,
  best: ReadonlyMap<number, Offer>,
  { keptFrom }: MatchThresholds,
): TreeTag[] {
  return [...tags.keys()]
    .sort((one, two) => one - two)
    .map((cluster) => {
      const tag = tags.get(cluster)!;
      const found = best.get(cluster);
      const nearest = found?.overlap ?? null;
      const isFound = tag.kind === 'KEPT' || nearest === null || nearest.jaccard < keptFrom || found?.isSameLevel;
      if (isFound || nearest.jaccard < likenessOfParts(tag)) return { ...tag, best: nearest };
      return { cluster, kind: 'MOVED', counterparts: [nearest], best: nearest };
    });
}

/** Jaccard index of a cluster with all its parts together; 0 for one that has none. */
function likenessOfParts({ kind, counterparts }: TaggedCluster): number {
  // One that is itself a part names a single cluster, the whole.
  if ((kind !== 'SPLIT' && kind !== 'MERGED') || counterparts.length < 2) return 0;
  let shared = 0;
  let all = counterparts[0].shared / counterparts[0].shareOfOwn;
  for (const part of counterparts) {
    shared += part.shared;
    all += part.shared / part.shareOfOther - part.shared;
  }
  return shared / all - ROUNDING;
}

const ROUNDING = 1e-9;
