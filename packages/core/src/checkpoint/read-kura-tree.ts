import type { ClusterNode, ClusterTree } from '../tree/cluster-tree.ts';
import type { KuraSource } from './kura-checkpoint.ts';
import type { KuraFaults } from './kura-faults.ts';
import type { KuraClusterRow } from './kura-rows.ts';
import { kuraClusterSchema } from './kura-rows.ts';
import { readJsonRows } from './read-json-rows.ts';

/** A cluster as its row has it. */
interface RecordedCluster extends Pick<KuraClusterRow, 'id' | 'name' | 'description' | 'slug'> {
  line: number;
  parentId: string | null;
  /** Summaries in it, by index. */
  members: Int32Array;
}

/** The chat ids that clusters may name. */
export interface SummaryIndex {
  /** File of the summaries, for messages. */
  file: string;
  indexByChatId: ReadonlyMap<string, number>;
  chatIds: readonly string[];
  /** Line of each summary. */
  lines: readonly number[];
  /** Chat ids that are recorded as in no cluster. */
  outlierIds?: ReadonlySet<string>;
}

/**
 * Reads the tree of `meta_clusters.jsonl` as it was recorded.
 *
 * @returns the nodes depth first, siblings from large to small and in the file's order, and the leaf of each summary,
 *   −1 for a recorded outlier.
 * @throws {InvalidInputError} unless every parent exists, none is its own ancestor, every summary is in exactly one leaf
 * and a parent has the conversations of its children.
 */
export async function readKuraTree(
  source: KuraSource,
  summaries: SummaryIndex,
  faults: KuraFaults,
): Promise<{ tree: ClusterTree; labels: Int32Array }> {
  const clusters = await readClusters(source, summaries, faults);
  faults.throwIfAny();
  const nodes = arrangeDepthFirst(source.name, clusters, faults);
  faults.throwIfAny();
  const labels = assignLeaves(source.name, nodes, summaries, faults);
  checkMembers(source.name, nodes, labels, summaries, faults);
  faults.throwIfAny();
  return { tree: { nodes: nodes.map(({ node }) => node) }, labels };
}

/**
 * Checks that the base clusters of `clusters.jsonl` are the leaves of the tree.
 *
 * They belong to one run, or the folder holds files of two.
 */
export async function checkBaseClusters(
  source: KuraSource,
  { tree, labels }: { tree: ClusterTree; labels: Int32Array },
  summaries: SummaryIndex,
  faults: KuraFaults,
): Promise<void> {
  const { name: file } = source;
  const clusters = await readClusters(source, summaries, faults);
  const leaves = new Map(tree.nodes.filter((node) => node.baseCluster !== null).map((node) => [node.id, node]));
  const hint = 'remove the file to import without it';
  for (const { id, line, members } of clusters) {
    const leaf = leaves.get(id);
    if (leaf === undefined) {
      faults.add({ file, line, field: 'id', reason: `expected a leaf of the tree, got "${id}"; ${hint}` });
    } else if (leaf.size !== members.length || members.some((item) => labels[item] !== leaf.baseCluster)) {
      faults.add({ file, line, field: 'chat_ids', reason: `expected those of the same cluster in the tree; ${hint}` });
    }
    leaves.delete(id);
  }
  for (const { id } of leaves.values()) {
    faults.add({ file, line: null, field: 'id', reason: `expected a row for the leaf "${id}" of the tree; ${hint}` });
  }
}

async function readClusters(
  source: KuraSource,
  { indexByChatId, file: summariesFile }: SummaryIndex,
  faults: KuraFaults,
): Promise<RecordedCluster[]> {
  const { name: file } = source;
  const clusters: RecordedCluster[] = [];
  const lineById = new Map<string, number>();
  for await (const { line, row } of readJsonRows(source, kuraClusterSchema, faults)) {
    const { id, name, description, slug, chat_ids: chatIds, parent_id: parentId } = row;
    const earlier = lineById.get(id);
    if (earlier !== undefined) {
      faults.add({ file, line, field: 'id', reason: `expected an id of its own, got that of line ${earlier}` });
    }
    lineById.set(id, line);
    const members = Int32Array.from(chatIds, (chatId, place) => {
      const index = indexByChatId.get(chatId);
      if (index !== undefined) return index;
      const reason = `expected a conversation of ${summariesFile}, got "${chatId}"`;
      faults.add({ file, line, field: `chat_ids.${place}`, reason });
      return -1;
    });
    clusters.push({ id, name, description, slug, line, parentId, members });
  }
  return clusters;
}

interface PlacedNode {
  node: ClusterNode;
  recorded: RecordedCluster;
  /** Place of the parent; null for a root. */
  parent: number | null;
}

function arrangeDepthFirst(file: string, clusters: readonly RecordedCluster[], faults: KuraFaults): PlacedNode[] {
  const known = new Set(clusters.map(({ id }) => id));
  const childrenOf = new Map<string | null, RecordedCluster[]>();
  for (const cluster of clusters) {
    const { parentId, line } = cluster;
    if (parentId !== null && !known.has(parentId)) {
      faults.add({ file, line, field: 'parent_id', reason: `expected the id of a cluster or null, got "${parentId}"` });
    }
    const siblings = childrenOf.get(parentId);
    if (siblings === undefined) childrenOf.set(parentId, [cluster]);
    else siblings.push(cluster);
  }
  faults.throwIfAny();

  const nodes: PlacedNode[] = [];
  let leafCount = 0;
  const bySize = (siblings: RecordedCluster[]): RecordedCluster[] =>
    siblings.toSorted((a, b) => b.members.length - a.members.length);
  const waiting: { recorded: RecordedCluster; parent: number | null }[] = [];
  const wait = (siblings: RecordedCluster[], parent: number | null): void => {
    for (const recorded of bySize(siblings).toReversed()) waiting.push({ recorded, parent });
  };
  wait(childrenOf.get(null) ?? [], null);
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { recorded, parent } = next;
    const { id, name, description, slug, parentId, members } = recorded;
    const children = childrenOf.get(id) ?? [];
    const depth = parent === null ? 0 : nodes[parent].node.depth + 1;
    const baseCluster = children.length === 0 ? leafCount++ : null;
    nodes.push({
      node: { id, name, description, slug, parentId, depth, size: members.length, baseCluster },
      recorded,
      parent,
    });
    wait(children, nodes.length - 1);
  }
  // What no root leads to hangs on a circle of parents.
  const reached = new Set(nodes.map(({ node }) => node.id));
  for (const { id, line } of clusters) {
    if (!reached.has(id)) {
      faults.add({ file, line, field: 'parent_id', reason: 'expected parents that lead to a root, got a circle' });
    }
  }
  return nodes;
}

function assignLeaves(
  file: string,
  nodes: readonly PlacedNode[],
  { chatIds, lines, outlierIds, file: summariesFile }: SummaryIndex,
  faults: KuraFaults,
): Int32Array {
  const labels = new Int32Array(chatIds.length).fill(-1);
  const lineOfLeaf: number[] = [];
  for (const { node, recorded } of nodes) {
    if (node.baseCluster === null) continue;
    lineOfLeaf[node.baseCluster] = recorded.line;
    for (const [place, item] of recorded.members.entries()) {
      if (labels[item] === -1) {
        labels[item] = node.baseCluster;
        continue;
      }
      const other = lineOfLeaf[labels[item]];
      const where = other === recorded.line ? 'twice in this leaf' : `in the leaf of line ${other} too`;
      const reason = `expected every conversation in one leaf; "${chatIds[item]}" is ${where}`;
      faults.add({ file, line: recorded.line, field: `chat_ids.${place}`, reason });
    }
  }
  for (const [item, label] of labels.entries()) {
    const isOutlier = outlierIds?.has(chatIds[item]) === true;
    if (isOutlier !== (label !== -1)) continue;
    if (isOutlier) {
      const reason = `expected no outlier in a cluster; "${chatIds[item]}" is in the leaf of line ${lineOfLeaf[label]}`;
      faults.add({ file, line: lineOfLeaf[label], field: 'chat_ids', reason });
      continue;
    }
    const reason = `expected every conversation in one leaf of ${file}; "${chatIds[item]}" is in none`;
    faults.add({ file: summariesFile, line: lines[item], field: 'chat_id', reason });
  }
  return labels;
}

/** A parent must hold what its children hold, no more and no less. */
function checkMembers(
  file: string,
  nodes: readonly PlacedNode[],
  labels: Int32Array,
  { chatIds }: SummaryIndex,
  faults: KuraFaults,
): void {
  const sizeOfChildren = nodes.map(() => 0);
  for (const { node, parent } of nodes) if (parent !== null) sizeOfChildren[parent] += node.size;
  const placeOfLeaf: number[] = [];
  for (const [place, { node }] of nodes.entries()) if (node.baseCluster !== null) placeOfLeaf[node.baseCluster] = place;

  for (const [place, { node, recorded }] of nodes.entries()) {
    if (node.baseCluster !== null) continue;
    const { line } = recorded;
    const foreign = recorded.members.find((item) => !isBelow(nodes, placeOfLeaf[labels[item]], place));
    if (foreign !== undefined) {
      const reason = `expected the conversations of its children; "${chatIds[foreign]}" is in none of them`;
      faults.add({ file, line, field: 'chat_ids', reason });
    } else if (new Set(recorded.members).size !== sizeOfChildren[place] || node.size !== sizeOfChildren[place]) {
      const reason = `expected the ${sizeOfChildren[place]} conversations of its children, got ${node.size}`;
      faults.add({ file, line, field: 'chat_ids', reason });
    }
  }
}

function isBelow(nodes: readonly PlacedNode[], place: number | undefined, ancestor: number): boolean {
  for (let at: number | null = place ?? null; at !== null; at = nodes[at].parent) if (at === ancestor) return true;
  return false;
}
