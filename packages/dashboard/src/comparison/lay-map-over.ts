import type { MapAlignmentQuery } from '../graphql/generated/graphql.ts';
import type { ComparedRun } from './shared-members.ts';

/** Turns, mirrors, scales and shifts the plane, as `RunComparison.mapAlignment` says. */
export type MapAlignment = NonNullable<MapAlignmentQuery['compareRuns']['mapAlignment']>;

/** The run with its map, conversations and clusters alike, in the place that the alignment gives it. */
export function layMapOver(run: ComparedRun, alignment: MapAlignment): ComparedRun {
  const coordinates = new Float32Array(run.points.coordinates.length);
  for (let at = 0; at < coordinates.length; at += 2) {
    const [x, y] = move(alignment, run.points.coordinates[at]!, run.points.coordinates[at + 1]!);
    coordinates[at] = x;
    coordinates[at + 1] = y;
  }
  const clusters = run.list.clusters.map((cluster) => {
    if (cluster.x === null || cluster.y === null) {
      return cluster;
    }
    const [x, y] = move(alignment, cluster.x, cluster.y);
    return { ...cluster, x, y };
  });
  return { list: { ...run.list, clusters }, points: { ...run.points, coordinates } };
}

function move({ scale, xx, xy, yx, yy, shiftX, shiftY }: MapAlignment, x: number, y: number): [number, number] {
  return [scale * (xx * x + xy * y) + shiftX, scale * (yx * x + yy * y) + shiftY];
}
