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
  /**
   * Whether the map is also brought to the other's size: the same root mean square distance from its middle. (The scale
   * that least squares would choose shrinks a map the more, the less it agrees with the other.) Default false.
   */
  matchSize?: boolean;
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
  { matchSize = false }: AlignmentOptions = {},
): PlaneTransform {
  const { from, to, rotation, reflection } = compareMaps(positions, onto);
  const isMirrored = reflection.length > rotation.length;
  const { angle } = isMirrored ? reflection : rotation;
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  const { xx, xy, yx, yy } = isMirrored
    ? { xx: cos, xy: sin, yx: sin, yy: -cos }
    : { xx: cos, xy: -sin, yx: sin, yy: cos };
  const scale = matchSize && from.square > 0 && to.square > 0 ? Math.sqrt(to.square / from.square) : 1;
  const shiftX = to.x - scale * (xx * from.x + xy * from.y);
  const shiftY = to.y - scale * (yx * from.x + yy * from.y);
  return { scale, xx, xy, yx, yy, shiftX, shiftY };
}

/**
 * How much two maps of the same points agree, whichever way each is turned, mirrored, scaled and shifted: 1 less
 * Procrustes' disparity, which is the share of the one map's variance that the other accounts for.
 *
 * @param positions - x0, y0, x1, y1, …; NaN for a point without a place
 * @param onto - the same points on the other map
 * @returns in [0, 1]; 0 as well where a map shows all points on one spot.
 */
export function measureFit(positions: Float32Array, onto: Float32Array): number {
  const { from, to, rotation, reflection } = compareMaps(positions, onto);
  const squares = from.square * to.square;
  return squares === 0 ? 0 : Math.min(1, Math.max(rotation.length, reflection.length) ** 2 / squares);
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

/** Whether a point has a place. */
export function hasPlace(positions: Float32Array, point: number): boolean {
  return Number.isFinite(positions[2 * point]) && Number.isFinite(positions[2 * point + 1]);
}

interface MapComparison {
  /** Middle of the shared points, and the sum of their squared distances from it. */
  from: { x: number; y: number; square: number };
  to: { x: number; y: number; square: number };
  /** The best rotation and the best reflection: its angle, and the sum of products of places that it leads to. */
  rotation: { angle: number; length: number };
  reflection: { angle: number; length: number };
}

function compareMaps(positions: Float32Array, onto: Float32Array): MapComparison {
  const shared = listShared(positions, onto);
  const from = { ...meanOf(positions, shared), square: 0 };
  const to = { ...meanOf(onto, shared), square: 0 };
  let xx = 0;
  let xy = 0;
  let yx = 0;
  let yy = 0;
  for (const i of shared) {
    const x = positions[2 * i] - from.x;
    const y = positions[2 * i + 1] - from.y;
    const u = onto[2 * i] - to.x;
    const v = onto[2 * i + 1] - to.y;
    from.square += x * x + y * y;
    to.square += u * u + v * v;
    xx += u * x;
    xy += u * y;
    yx += v * x;
    yy += v * y;
  }
  return {
    from,
    to,
    rotation: { angle: Math.atan2(yx - xy, xx + yy), length: Math.hypot(xx + yy, yx - xy) },
    reflection: { angle: Math.atan2(yx + xy, xx - yy), length: Math.hypot(xx - yy, yx + xy) },
  };
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
