/** A 2-D map of conversations and clusters in one space. */
export interface Projection {
  /** x0, y0, x1, y1, … of the conversations, in their order; length 2n. */
  conversations: Float32Array;
  /** x0, y0, … of the tree's nodes, in the order of `ClusterTree.nodes`. */
  clusters: Float32Array;
  /**
   * How far neighbours on the map are neighbours in the embedding, in [0, 1], over neighbourhoods of 15; from a sample
   * where there are more than 4,000 conversations. null for fewer than three, and for a recorded map.
   */
  trustworthiness: number | null;
}
