import type { FlowRowFragment } from '../graphql/generated/graphql.ts';
import { outlierEntry } from '../outlier/outlier-entry.ts';
import { formatCounted } from '../ui/format-number.ts';
import { wrapLabel, type MeasureText } from './wrap-label.ts';

/** A ribbon of the diagram. The outliers of a run stand for one more cluster of it, `outlierEntry`. */
export interface ClusterFlow {
  conversationCount: number;
  a: NonNullable<FlowRowFragment['a']>;
  b: NonNullable<FlowRowFragment['b']>;
}

/** The flows as they were loaded, with the outliers of either side in the place of a cluster. */
export function placeOutliers(flows: readonly FlowRowFragment[]): ClusterFlow[] {
  return flows.map(({ a, b, conversationCount }) => ({
    conversationCount,
    a: a ?? outlierEntry,
    b: b ?? outlierEntry,
  }));
}

/** What the chart needs beside the flows. Colours are CSS colours, indexed like each run's clusters. */
export interface SankeyLook {
  coloursA: string[];
  coloursB: string[];
  text: string;
  fontFamily: string;
  /** Of the chart, in pixels. */
  width: number;
  /** Width of a label's text in pixels, in that font at `labelSize`. */
  measure: MeasureText;
}

/** Font size of a label, in pixels. */
export const labelSize = 12;
const lineHeight = 15;
const nodeWidth = 10;
/** Between a node and its label, and between a label and the chart's edge. */
const labelGap = 6;
const widestLabel = 320;
const narrowBelow = 640;
/** Clusters drawn on a side: more make no picture that can be read. */
const mostNodes = 40;

/** The widest flows that the chart can show, and how many are left out. The flows come widest first. */
export function chooseDrawnFlows(flows: ClusterFlow[]): { drawn: ClusterFlow[]; leftOut: number } {
  const a = new Set<string>();
  const b = new Set<string>();
  const drawn = flows.filter((flow) => {
    const isDrawn = (a.has(flow.a.id) || a.size < mostNodes) && (b.has(flow.b.id) || b.size < mostNodes);
    if (isDrawn) {
      a.add(flow.a.id);
      b.add(flow.b.id);
    }
    return isDrawn;
  });
  return { drawn, leftOut: flows.length - drawn.length };
}

/** The chart's height in pixels for these flows: labels one above the other do not touch, however thin their nodes. */
export function sankeyHeight(flows: ClusterFlow[], width: number): number {
  const a = new Set(flows.map((flow) => flow.a.id)).size;
  const b = new Set(flows.map((flow) => flow.b.id)).size;
  return Math.max(320, (nodeGapAt(width) + lineHeight) * Math.max(a, b));
}

function mostLinesAt(width: number): number {
  return width < narrowBelow ? 4 : 2;
}

function nodeGapAt(width: number): number {
  return mostLinesAt(width) * lineHeight + 2;
}

/** Describes the Sankey diagram to ECharts: run A's clusters on the left, run B's on the right. */
export function describeSankey(flows: ClusterFlow[], look: SankeyLook) {
  const labelShare = look.width < narrowBelow ? 0.4 : 0.35;
  const room = Math.min(widestLabel, labelShare * look.width - nodeWidth - 2 * labelGap);
  const nodes = new Map<string, ReturnType<typeof describeNode>>();
  for (const { a, b } of flows) {
    nodes.set(`a:${a.id}`, describeNode({ ...a, side: 'a', colour: look.coloursA[a.index] }, room, look));
    nodes.set(`b:${b.id}`, describeNode({ ...b, side: 'b', colour: look.coloursB[b.index] }, room, look));
  }
  const marginBeside = (depth: number): number =>
    2 * labelGap +
    Math.max(0, ...[...nodes.values()].filter((node) => node.depth === depth).map((node) => node.labelWidth));
  return {
    animation: false,
    tooltip: { trigger: 'item', renderMode: 'html', confine: true, formatter: describeHover },
    series: [
      {
        type: 'sankey',
        left: marginBeside(0),
        right: marginBeside(1),
        top: (mostLinesAt(look.width) * lineHeight) / 2,
        bottom: (mostLinesAt(look.width) * lineHeight) / 2,
        nodeWidth,
        nodeGap: nodeGapAt(look.width),
        layoutIterations: 32,
        draggable: false,
        emphasis: { focus: 'adjacency' },
        lineStyle: { color: 'source', opacity: 0.28, curveness: 0.5 },
        label: { color: look.text, fontSize: labelSize, lineHeight, distance: labelGap, fontFamily: look.fontFamily },
        data: [...nodes.values()],
        links: flows.map((flow, index) => ({
          source: `a:${flow.a.id}`,
          target: `b:${flow.b.id}`,
          value: flow.conversationCount,
          flowIndex: index,
          names: [flow.a.name, flow.b.name],
        })),
      },
    ],
  };
}

function describeNode(
  { id, name, side, colour }: { id: string; name: string; side: 'a' | 'b'; colour: string | undefined },
  room: number,
  look: SankeyLook,
) {
  const { lines, width } = wrapLabel(name, room, mostLinesAt(look.width), look.measure);
  return {
    name: `${side}:${id}`,
    title: name,
    labelWidth: width,
    depth: side === 'a' ? 0 : 1,
    itemStyle: { color: colour ?? '#888', borderWidth: 0 },
    label: {
      position: side === 'a' ? 'left' : 'right',
      align: side === 'a' ? 'right' : 'left',
      formatter: () => lines.join('\n'),
    },
  };
}

interface HoverItem {
  dataType: string;
  value: number;
  data: { title?: string; names?: [string, string] };
}

function describeHover({ dataType, value, data }: HoverItem): HTMLElement {
  const box = document.createElement('div');
  box.style.cssText = 'max-width: 22rem; white-space: normal; font-size: 12px';
  // Names come from users' data: as text, never as markup.
  box.textContent =
    dataType === 'edge' && data.names
      ? `${formatCounted(value, 'conversation')} from “${data.names[0]}” to “${data.names[1]}”`
      : `${data.title ?? ''}: ${formatCounted(value, 'conversation')}`;
  return box;
}
