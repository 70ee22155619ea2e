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
  const { order, starts } = sortByPlace(rows);
  const counts = new Int32Array(columns.clusters.length);
  const cells: Contingency['cells'] = [];
  for (let row = 0; row < rows.clusters.length; row++) {
    const met: number[] = [];
    for (let at = starts[row]; at < starts[row + 1]; at++) {
      const column = columns.places[order[at]];
      if (counts[column]++ === 0) met.push(column);
    }
    for (const column of met.sort((one, other) => one - other)) {
      cells.push({ row, column, count: counts[column] });
      counts[column] = 0;
    }
  }
  return {
    n: a.length,
    a: { clusters: rows.clusters, sizes: rows.sizes },
    b: { clusters: columns.clusters, sizes: columns.sizes },
    cells,
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

interface NumberedClusters {
  /** Those that occur, ascending. */
  clusters: number[];
  sizes: number[];
  /** Place of each item's cluster in `clusters`. */
  places: Int32Array;
}

function numberClusters(labels: ArrayLike<number>): NumberedClusters {
  let lowest = Infinity;
  let highest = -Infinity;
  for (let i = 0; i < labels.length; i++) {
    lowest = Math.min(lowest, labels[i]);
    highest = Math.max(highest, labels[i]);
  }
  // Labels that lie close together are counted in an array, which takes a tenth of a map's time.
  const span = highest - lowest + 1;
  return span <= 8 * labels.length + 1024 ? numberInArray(labels, lowest, span) : numberInMap(labels);
}

function numberInArray(labels: ArrayLike<number>, lowest: number, span: number): NumberedClusters {
  const table = new Int32Array(Math.max(0, span));
  for (let i = 0; i < labels.length; i++) table[labels[i] - lowest]++;
  const clusters: number[] = [];
  const sizes: number[] = [];
  table.forEach((size, at) => {
    if (size === 0) return;
    sizes.push(size);
    table[at] = clusters.push(lowest + at) - 1;
  });
  const places = Int32Array.from({ length: labels.length }, (_, i) => table[labels[i] - lowest]);
  return { clusters, sizes, places };
}

function numberInMap(labels: ArrayLike<number>): NumberedClusters {
  const sizeOf = new Map<number, number>();
  for (let i = 0; i < labels.length; i++) sizeOf.set(labels[i], (sizeOf.get(labels[i]) ?? 0) + 1);
  const clusters = [...sizeOf.keys()].sort((one, other) => one - other);
  const placeOf = new Map(clusters.map((cluster, place) => [cluster, place]));
  const places = Int32Array.from({ length: labels.length }, (_, i) => placeOf.get(labels[i])!);
  return { clusters, sizes: clusters.map((cluster) => sizeOf.get(cluster)!), places };
}

/** The items by the place of their cluster: those of place p stand at `starts[p] … starts[p + 1] − 1` of `order`. */
function sortByPlace({ sizes, places }: NumberedClusters): { order: Int32Array; starts: Int32Array } {
  const starts = new Int32Array(sizes.length + 1);
  sizes.forEach((size, place) => {
    starts[place + 1] = starts[place] + size;
  });
  const next = starts.slice();
  const order = new Int32Array(places.length);
  places.forEach((place, item) => {
    order[next[place]++] = item;
  });
  return { order, starts };
}
