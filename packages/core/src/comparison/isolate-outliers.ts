/**
 * Gives every outlier a label of its own, so that in a comparison of partitions it shares a cluster with nobody.
 *
 * @param labels - cluster of each conversation; any negative number for an outlier
 * @returns the same with −1 − i for an outlier at place i: negative, and no other item has it.
 */
export function isolateOutliers(labels: Int32Array): Int32Array {
  return labels.map((label, item) => (label < 0 ? -1 - item : label));
}
