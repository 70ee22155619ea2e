import type { ClusterNode } from './cluster-tree.ts';

type FormattedNode = Pick<ClusterNode, 'name' | 'description' | 'size' | 'depth'>;

export interface FormatTreeOptions {
  /** Deepest level shown; 0 shows the roots only. Default: all. */
  maxDepth?: number;
  /** Leave the descriptions out. */
  namesOnly?: boolean;
  /** Conversations in no topic; null (default) where every conversation is in one. Shares are of all of them. */
  outlierCount?: number | null;
  /** Columns of the terminal; descriptions are wrapped to it. Default 100. */
  width?: number;
  /** Colours, as functions that wrap a text. Default: none. */
  style?: { name: (text: string) => string; count: (text: string) => string; dim: (text: string) => string };
}

const PLAIN = { name: (text: string) => text, count: (text: string) => text, dim: (text: string) => text };

/**
 * Draws a tree for a terminal: each node with its name, its count, its share of all conversations, and its description.
 *
 * @param nodes - depth first, as in ClusterTree
 * @returns lines joined by line feeds; an empty string for no nodes.
 *
 * @example
 * console.log(formatTree(tree.nodes, { maxDepth: 2 }));
 * // Reset passcode  120 (40 %)
 * // │  Users asked about the passcode. …
 * // ├─ Unblock card  80 (27 %)
 * // └─ Change PIN  40 (13 %)
 */
export function formatTree(nodes: readonly FormattedNode[], options: FormatTreeOptions = {}): string {
  const { maxDepth = Infinity, namesOnly = false, outlierCount = null, width = 100, style = PLAIN } = options;
  const shown = nodes.filter((node) => node.depth <= maxDepth);
  const total = nodes.reduce((sum, node) => (node.depth === 0 ? sum + node.size : sum), outlierCount ?? 0);
  const lines: string[] = [];
  /** Whether the ancestor at each depth has a sibling below, so that its line goes on. */
  const goesOn: boolean[] = [];
  shown.forEach((node, i) => {
    const next = shown.slice(i + 1).find((other) => other.depth <= node.depth);
    goesOn[node.depth] = next !== undefined && next.depth === node.depth;
    const stems = goesOn.slice(1, node.depth).map((on) => (on ? '│  ' : '   '));
    const branch = node.depth === 0 ? '' : goesOn[node.depth] ? '├─ ' : '└─ ';
    const count = `${node.size} (${formatShare(node.size / total)})`;
    if (node.depth === 0 && lines.length > 0) lines.push('');
    lines.push(`${style.dim(stems.join('') + branch)}${style.name(node.name)}  ${style.count(count)}`);
    if (namesOnly) return;
    const hasChild = (shown[i + 1]?.depth ?? 0) > node.depth;
    const below = node.depth === 0 ? '' : goesOn[node.depth] ? '│  ' : '   ';
    const margin = `${stems.join('')}${below}${hasChild ? '│  ' : '   '}`;
    for (const line of wrap(node.description, Math.max(30, width - margin.length))) {
      lines.push(style.dim(margin + line));
    }
  });
  if (outlierCount !== null && lines.length > 0) lines.push('', style.dim(describeOutliers(outlierCount, total)));
  return lines.join('\n');
}

/** @example describeOutliers(12, 560); // '12 outliers (2.1 %), too far from every topic to belong to one' */
function describeOutliers(count: number, total: number): string {
  const share = `${((100 * count) / total).toFixed(1)} %`;
  const outliers = count === 1 ? '1 outlier' : `${count} outliers`;
  return `${outliers} (${share}), too far from every topic to belong to one`;
}

function formatShare(share: number): string {
  return share > 0 && share < 0.01 ? '<1 %' : `${Math.round(100 * share)} %`;
}

function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(/\s+/).filter((part) => part !== '')) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= width) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}
