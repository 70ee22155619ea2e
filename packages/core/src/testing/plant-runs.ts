import type { FilledTree, TreeTagKind } from '../comparison/tag-trees.ts';
import type { Matrix } from '../math/matrix.ts';
import { createMatrix } from '../math/matrix.ts';
import { createRandom } from '../math/random.ts';

const TOPICS = 12;
const PER_TOPIC = 16;
const D = 12;
const NOISE = 0.6;

/** What two planted runs are to be found to be. */
export interface PlantedTag {
  side: 'a' | 'b';
  /** Name of the group of conversations. */
  group: string;
  kind: TreeTagKind;
  /** Names of the groups of the other run that the tag must name; null where any are right. */
  counterparts: string[] | null;
}

/** One run of a pair: points about the centres of groups, and how groups stand in a tree. */
export interface PlantedRun {
  /** Shape (192, 12). */
  embeddings: Matrix;
  /** Name of each conversation's group. */
  groups: string[];
  groupCount: number;
  /** The groups below each root or inner node, as nested lists of names: `{ left: ['1', '2'] }`. */
  tree: PlantedNode[];
}

export interface PlantedNode {
  name: string;
  children: (PlantedNode | string)[];
}

export interface PlantedPair {
  a: PlantedRun;
  b: PlantedRun;
  /** Whether the verdict must be that the runs differ. */
  isDifferent: boolean;
  tags: PlantedTag[];
}

type Move = (topic: number, member: number) => string;

const GROUPS_OF_A: PlantedNode[] = [
  { name: 'first root', children: ['0', '1', '2', '3'] },
  { name: 'second root', children: ['4', '5', '6', '7'] },
  { name: 'third root', children: ['8', '9', '10', '11'] },
];

const KEPT_OF_A: PlantedTag[] = Array.from({ length: TOPICS }, (_, topic) => keep('a', String(topic)));

/** Two runs over the same embeddings, which differ in the seed of their clustering alone. */
export function plantReseed(seed: number): PlantedPair {
  const stay: Move = (topic) => String(topic);
  return {
    a: plantRun(seed, 1, stay, GROUPS_OF_A),
    b: plantRun(seed, 1, stay, GROUPS_OF_A),
    isDifferent: false,
    tags: [...KEPT_OF_A, ...KEPT_OF_A.map((tag) => ({ ...tag, side: 'b' as const }))],
  };
}

/**
 * Two runs of which the second splits topic 0 in halves, merges topics 1 and 2, scatters topic 3 over all that follow,
 * gathers a new topic from those, and puts the second and the third root below a common one.
 */
export function plantChanges(seed: number): PlantedPair {
  const receivers = TOPICS - 4;
  const change: Move = (topic, member) => {
    if (topic === 0) return member < PER_TOPIC / 2 ? '0' : 'other half';
    if (topic === 2) return '1';
    if (topic === 3) return String(4 + (member % receivers));
    return topic > 3 && member < 2 ? 'new' : String(topic);
  };
  const tags: PlantedTag[] = [
    { side: 'a', group: '0', kind: 'SPLIT', counterparts: ['0', 'other half'] },
    { side: 'b', group: '0', kind: 'SPLIT', counterparts: ['0'] },
    { side: 'b', group: 'other half', kind: 'SPLIT', counterparts: ['0'] },
    { side: 'a', group: '1', kind: 'MERGED', counterparts: ['1'] },
    { side: 'a', group: '2', kind: 'MERGED', counterparts: ['1'] },
    { side: 'b', group: '1', kind: 'MERGED', counterparts: ['1', '2'] },
    { side: 'a', group: '3', kind: 'DISSOLVED', counterparts: null },
    { side: 'b', group: 'new', kind: 'NEW', counterparts: null },
    { side: 'a', group: 'second root', kind: 'MOVED', counterparts: ['second root'] },
    { side: 'a', group: 'third root', kind: 'MOVED', counterparts: ['third root'] },
  ];
  for (let topic = 4; topic < TOPICS; topic++) tags.push(keep('a', String(topic)), keep('b', String(topic)));
  return {
    a: plantRun(seed, 1, (topic) => String(topic), GROUPS_OF_A),
    b: plantRun(seed, 2, change, [
      { name: 'first root', children: ['0', 'other half', '1', 'new'] },
      { name: 'common root', children: [GROUPS_OF_A[1], GROUPS_OF_A[2]] },
    ]),
    isDifferent: true,
    tags,
  };
}

function keep(side: 'a' | 'b', group: string): PlantedTag {
  return { side, group, kind: 'KEPT', counterparts: [group] };
}

function plantRun(seed: number, run: number, move: Move, tree: PlantedNode[]): PlantedRun {
  const random = createRandom(seed * 10 + run);
  const centres = new Map<string, Float32Array>();
  // A group has the same centre in both runs of a pair, whatever else is in them.
  const centreOf = (group: string): Float32Array => {
    const own = createRandom([...group].reduce((sum, letter) => sum * 31 + letter.charCodeAt(0), seed) | 0);
    const centre = centres.get(group) ?? Float32Array.from({ length: D }, () => own.normal());
    centres.set(group, centre);
    return centre;
  };
  const n = TOPICS * PER_TOPIC;
  const embeddings = createMatrix(n, D);
  const groups = Array.from({ length: n }, (_, i) => move(i % TOPICS, Math.floor(i / TOPICS)));
  groups.forEach((group, i) => {
    const centre = centreOf(group);
    for (let t = 0; t < D; t++) embeddings.data[i * D + t] = centre[t] + NOISE * random.normal();
  });
  return { embeddings, groups, groupCount: new Set(groups).size, tree };
}

/** A planted run's tree over clusters that were found in it, each standing where the group stands that most of it is of. */
export function plantTree({ groups, tree }: PlantedRun, labels: ArrayLike<number>): FilledTree & { names: string[] } {
  const counts = new Map<number, Map<string, number>>();
  groups.forEach((group, item) => {
    const inCluster = counts.get(labels[item]) ?? new Map<string, number>();
    inCluster.set(group, (inCluster.get(group) ?? 0) + 1);
    counts.set(labels[item], inCluster);
  });
  const clustersOf = new Map<string, number[]>();
  for (const [cluster, inCluster] of counts) {
    const [[group]] = [...inCluster].sort((one, other) => other[1] - one[1]);
    clustersOf.set(group, [...(clustersOf.get(group) ?? []), cluster]);
  }
  const parents: number[] = [];
  const names: string[] = [];
  const leafOf = new Map<number, number>();
  const place = (node: PlantedNode | string, parent: number): void => {
    if (typeof node === 'string') {
      for (const cluster of clustersOf.get(node) ?? []) {
        leafOf.set(cluster, parents.push(parent) - 1);
        names.push(node);
      }
      return;
    }
    const own = parents.push(parent) - 1;
    names.push(node.name);
    for (const child of node.children) place(child, own);
  };
  for (const root of tree) place(root, -1);
  return { parents, names, leaves: Array.from(labels, (label) => leafOf.get(label) ?? -1) };
}
