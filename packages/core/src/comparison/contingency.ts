import { InvalidInputError } from '../error/invalid-input-error.ts';

/** How two partitions of the same items overlap. Only overlaps that occur are kept. */
export interface Contingency {
  /** Number of items. */
  n: number;
  /** The clusters of a that occur, ascending, and their sizes. */
  a: { clusters: number[]; sizes: number[] };
  /** The clusters of b that occur, ascending, and their sizes. */
  b: { clusters: number[]; sizes: number[] };
  /** `row` and `column` are places in `a.clusters` and `b.clusters`; ordered by row, then column; counts above 0. */
  cells: { row: number; column: number; count: number }[];
}

/**
 * Counts how many items each cluster of one partition shares with each cluster of another.
 *
 * @param a - cluster of each item, any whole numbers
 * @param b - cluster of the same items, in the same order
 * @throws {InvalidInputError} if the lengths differ.
 */
export function countContingency(a: ArrayLike<number>, b: ArrayLike<number>): Contingency {
  if (a.length !== b.length) {
    throw new InvalidInputError(
      `Two partitions can be compared only over the same items, but one labels ${a.length} and the other ${b.length}.`,
    );
  }
  const rows = numberClusters(a);
  const columns = numberClusters(b);
  const width = columns.clusters.length;
  const counts = new Map<number, number>();
  for (let i = 0; i < a.length; i++) {
    const cell = rows.placeOf.get(a[i])! * width + columns.placeOf.get(b[i])!;
    counts.set(cell, (counts.get(cell) ?? 0) + 1);
  }
  const cells = Array.from(counts, ([cell, count]) => ({ row: Math.floor(cell / width), column: cell % width, count }));
  cells.sort((one, other) => one.row - other.row || one.column - other.column);
  return {
    n: a.length,
    a: { clusters: rows.clusters, sizes: rows.sizes },
    b: { clusters: columns.clusters, sizes: columns.sizes },
    cells,
  };
}

function numberClusters(labels: ArrayLike<number>) {
  const sizeOf = new Map<number, number>();
  for (let i = 0; i < labels.length; i++) sizeOf.set(labels[i], (sizeOf.get(labels[i]) ?? 0) + 1);
  const clusters = Array.from(sizeOf.keys()).sort((one, other) => one - other);
  return {
    clusters,
    sizes: clusters.map((cluster) => sizeOf.get(cluster)!),
    placeOf: new Map(clusters.map((cluster, place) => [cluster, place])),
  };
}

/**
 * Leaves out the clusters with negative numbers: outliers, which are in no cluster. The sizes of the others stay, also
 * where some of their items are outliers of the other partition.
 */
export function withoutOutliers(table: Contingency): Contingency {
  const isOutlier = (cluster: number): boolean => cluster < 0;
  // Ascending, so that outliers come first.
  const rows = table.a.clusters.filter(isOutlier).length;
  const columns = table.b.clusters.filter(isOutlier).length;
  if (rows === 0 && columns === 0) return table;
  return {
    n: table.n,
    a: { clusters: table.a.clusters.slice(rows), sizes: table.a.sizes.slice(rows) },
    b: { clusters: table.b.clusters.slice(columns), sizes: table.b.sizes.slice(columns) },
    cells: table.cells
      .filter(({ row, column }) => row >= rows && column >= columns)
      .map(({ row, column, count }) => ({ row: row - rows, column: column - columns, count })),
  };
}
