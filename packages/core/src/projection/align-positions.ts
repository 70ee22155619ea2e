/** Moves the plane without bending it: p ↦ scale · (xx·x + xy·y, yx·x + yy·y) + (shiftX, shiftY). */
export interface PlaneTransform {
  /** 1 unless a scale was asked for. */
  scale: number;
  /** The orthogonal matrix, a rotation or a reflection. */
  xx: number;
  xy: number;
  yx: number;
  yy: number;
  shiftX: number;
  shiftY: number;
}

export interface AlignmentOptions {
  /** Whether the map may be enlarged or shrunk as well. Default false: distances in a map mean something. */
  allowScale?: boolean;
}

/**
 * Finds the rotation, reflection and shift that bring one map of some points closest to another map of the same points.
 *
 * Least squares over the points that have a place in both. In the plane the orthogonal Procrustes problem has a closed
 * form: the best rotation and the best reflection are each given by one angle, and the better of the two is taken.
 *
 * @param positions - x0, y0, x1, y1, … of the map that is to be moved; NaN for a point without a place
 * @param onto - the same points on the other map
 * @returns the transform; the identity where no point has a place in both.
 * @see Schönemann, "A generalized solution of the orthogonal Procrustes problem", Psychometrika 31, 1966
 *
 * @example
 * const moved = transformPositions(b, findPlaneTransform(b, a));
 */
export function findPlaneTransform(
  positions: Float32Array,
  onto: Float32Array,
  { allowScale = false }: AlignmentOptions = {},
): PlaneTransform {
  const shared = listShared(positions, onto);
  if (shared.length === 0) return { scale: 1, xx: 1, xy: 0, yx: 0, yy: 1, shiftX: 0, shiftY: 0 };
  const from = meanOf(positions, shared);
  const to = meanOf(onto, shared);
  let square = 0;
  let xx = 0;
  let xy = 0;
  let yx = 0;
  let yy = 0;
  for (const i of shared) {
    const x = positions[2 * i] - from.x;
    const y = positions[2 * i + 1] - from.y;
    const u = onto[2 * i] - to.x;
    const v = onto[2 * i + 1] - to.y;
    square += x * x + y * y;
    xx += u * x;
    xy += u * y;
    yx += v * x;
    yy += v * y;
  }
  const rotation = Math.hypot(xx + yy, yx - xy);
  const reflection = Math.hypot(xx - yy, yx + xy);
  const isMirrored = reflection > rotation;
  const angle = isMirrored ? Math.atan2(yx + xy, xx - yy) : Math.atan2(yx - xy, xx + yy);
  const cos = Math.cos(angle);
  const sin = Math.sin(angle);
  const fitted = Math.max(rotation, reflection) / square;
  const scale = allowScale && square > 0 && fitted > 0 ? fitted : 1;
  const turned = isMirrored ? { xx: cos, xy: sin, yx: sin, yy: -cos } : { xx: cos, xy: -sin, yx: sin, yy: cos };
  return {
    scale,
    ...turned,
    shiftX: to.x - scale * (turned.xx * from.x + turned.xy * from.y),
    shiftY: to.y - scale * (turned.yx * from.x + turned.yy * from.y),
  };
}

/** The positions after the transform; points without a place stay without. */
export function transformPositions(positions: Float32Array, transform: PlaneTransform): Float32Array {
  const { scale, xx, xy, yx, yy, shiftX, shiftY } = transform;
  const moved = new Float32Array(positions.length);
  for (let at = 0; at < positions.length; at += 2) {
    const x = positions[at];
    const y = positions[at + 1];
    moved[at] = scale * (xx * x + xy * y) + shiftX;
    moved[at + 1] = scale * (yx * x + yy * y) + shiftY;
  }
  return moved;
}

/**
 * How close a transform brings one map to another: the share of the variance of `onto` that it accounts for.
 *
 * @param transform - from `findPlaneTransform` with `allowScale`
 * @returns in [0, 1]: 1 if every point comes to lie where it is on the other map; 0 as well if no two can be told apart.
 */
export function measureFit(positions: Float32Array, onto: Float32Array, transform: PlaneTransform): number {
  const shared = listShared(positions, onto);
  const moved = transformPositions(positions, transform);
  const mean = meanOf(onto, shared);
  let missed = 0;
  let variance = 0;
  for (const i of shared) {
    missed += (moved[2 * i] - onto[2 * i]) ** 2 + (moved[2 * i + 1] - onto[2 * i + 1]) ** 2;
    variance += (onto[2 * i] - mean.x) ** 2 + (onto[2 * i + 1] - mean.y) ** 2;
  }
  return variance === 0 ? 0 : Math.max(0, 1 - missed / variance);
}

/** Whether a point has a place. */
export function hasPlace(positions: Float32Array, point: number): boolean {
  return Number.isFinite(positions[2 * point]) && Number.isFinite(positions[2 * point + 1]);
}

function listShared(positions: Float32Array, onto: Float32Array): number[] {
  const shared: number[] = [];
  const n = Math.min(positions.length, onto.length) / 2;
  for (let i = 0; i < n; i++) if (hasPlace(positions, i) && hasPlace(onto, i)) shared.push(i);
  return shared;
}

function meanOf(positions: Float32Array, points: readonly number[]): { x: number; y: number } {
  let x = 0;
  let y = 0;
  for (const i of points) {
    x += positions[2 * i] / points.length;
    y += positions[2 * i + 1] / points.length;
  }
  return { x, y };
}
