import type { Summary } from '../summary/summary.ts';
import type { ClusterTree } from '../tree/cluster-tree.ts';

/** One file of a Kura checkpoint, wherever it lies. */
export interface KuraSource {
  /** What messages call it: `summaries.jsonl`. */
  name: string;
  /** Begins to read it; may be called again. */
  open(): AsyncIterable<Uint8Array | string>;
}

/** The files of a Kura checkpoint. */
export interface KuraSources {
  conversations: KuraSource;
  summaries: KuraSource;
  /** Base clusters; the tree holds them too, so this file only serves to check it. */
  clusters: KuraSource | null;
  tree: KuraSource;
  /** The tree again, with coordinates. */
  projection: KuraSource | null;
  /** Conversations that are in no cluster; Kura has none, our exports may. */
  outliers?: KuraSource | null;
}

/** A conversation that a run recorded as too far from every cluster. */
export interface RecordedOutlier {
  chatId: string;
  /** Id of the leaf that comes nearest. */
  nearestClusterId: string;
  distance: number;
}

/** What a Kura run recorded, checked: every summary but the outliers is in exactly one leaf, every parent holds its children. */
export interface KuraCheckpoint {
  /** In the order of the conversations. `fields` holds Kura's `metadata`, and keys that Kura's own type does not have. */
  summaries: Summary[];
  /** Chat ids of conversations that Kura gave no summary, in their order. */
  unsummarised: string[];
  /**
   * The tree as it was recorded, under Kura's ids. Nodes with a single child and equal names of siblings are kept,
   * which the trees of our own runs never have. Depth comes from the parents: the recorded `level` is wrong.
   */
  tree: ClusterTree;
  /** Base cluster of each summary: `tree.nodes` has the leaf with this `baseCluster`; −1 for an outlier. */
  labels: Int32Array;
  /** In the order of the file; null without one. */
  outliers: RecordedOutlier[] | null;
  /** x0, y0, … of `tree.nodes`; null without a projection file. */
  coordinates: Float32Array | null;
}
