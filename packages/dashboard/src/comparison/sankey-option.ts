import type { ClusterFlowsQuery } from '../graphql/generated/graphql.ts';
import { outlierEntry } from '../outlier/outlier-entry.ts';

type LoadedFlow = ClusterFlowsQuery['compareRuns']['flows'][number];

/** A ribbon of the diagram. The outliers of a run stand for one more cluster of it, `outlierEntry`. */
export interface ClusterFlow {
  conversationCount: number;
  a: NonNullable<LoadedFlow['a']>;
  b: NonNullable<LoadedFlow['b']>;
}

/** The flows as they were loaded, with the outliers of either side in the place of a cluster. */
export function placeOutliers(flows: readonly LoadedFlow[]): ClusterFlow[] {
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
  isNarrow: boolean;
}

/** Pixels a node takes in height, so that its label does not touch the next one's. */
const heightPerNode = 30;

/** The chart's height in pixels for these flows. */
export function sankeyHeight(flows: ClusterFlow[]): number {
  const a = new Set(flows.map((flow) => flow.a.id)).size;
  const b = new Set(flows.map((flow) => flow.b.id)).size;
  return Math.max(320, heightPerNode * Math.max(a, b));
}

/** Describes the Sankey diagram to ECharts: run A's clusters on the left, run B's on the right. */
export function describeSankey(flows: ClusterFlow[], look: SankeyLook) {
  const nodes = new Map<string, object>();
  for (const flow of flows) {
    nodes.set(`a:${flow.a.id}`, describeNode(`a:${flow.a.id}`, flow.a.name, look.coloursA[flow.a.index], 0));
    nodes.set(`b:${flow.b.id}`, describeNode(`b:${flow.b.id}`, flow.b.name, look.coloursB[flow.b.index], 1));
  }
  const labelWidth = look.isNarrow ? 84 : 240;
  return {
    animation: false,
    tooltip: { trigger: 'item', renderMode: 'html', confine: true, formatter: describeHover },
    series: [
      {
        type: 'sankey',
        left: labelWidth + 8,
        right: labelWidth + 8,
        top: 8,
        bottom: 8,
        nodeWidth: 10,
        nodeGap: 14,
        layoutIterations: 32,
        draggable: false,
        emphasis: { focus: 'adjacency' },
        lineStyle: { color: 'source', opacity: 0.28, curveness: 0.5 },
        label: { color: look.text, fontSize: 12, width: labelWidth, overflow: 'truncate', fontFamily: look.fontFamily },
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

function describeNode(id: string, title: string, colour: string | undefined, depth: 0 | 1) {
  return {
    name: id,
    title,
    depth,
    itemStyle: { color: colour ?? '#888', borderWidth: 0 },
    label: { position: depth === 0 ? 'left' : 'right', formatter: () => title },
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
      ? `${value} conversations from “${data.names[0]}” to “${data.names[1]}”`
      : `${data.title ?? ''}: ${value} conversations`;
  return box;
}
