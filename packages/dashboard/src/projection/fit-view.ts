/** Maps the plane of the projection onto the canvas: pixel = scale · value + offset; y points up in the plane. */
export interface PlaneFit {
  scale: number;
  offsetX: number;
  offsetY: number;
}

/**
 * Fits all points into a canvas, undistorted, with `padding` pixels around them.
 *
 * The outermost 0.1 % of points on each side may fall outside the padding: a few far outliers, as UMAP leaves them,
 * would otherwise press everything else into a corner.
 *
 * @param coordinates - x0, y0, x1, y1, …
 */
export function fitPlane(coordinates: Float32Array, width: number, height: number, padding: number): PlaneFit {
  // A conversation without a summary has no place: NaN.
  const placed = coordinates.filter((_, at) => !Number.isNaN(coordinates[at - (at % 2)]!));
  const n = placed.length / 2;
  if (n === 0) {
    return { scale: 1, offsetX: width / 2, offsetY: height / 2 };
  }
  const xs = new Float32Array(n);
  const ys = new Float32Array(n);
  for (let i = 0; i < n; i += 1) {
    xs[i] = placed[2 * i]!;
    ys[i] = placed[2 * i + 1]!;
  }
  xs.sort();
  ys.sort();
  const cut = Math.floor(n / 1000);
  const [left, right, bottom, top] = [xs[cut]!, xs[n - 1 - cut]!, ys[cut]!, ys[n - 1 - cut]!];
  const spanX = right - left || 1;
  const spanY = top - bottom || 1;
  const scale = Math.min(Math.max(width - 2 * padding, 1) / spanX, Math.max(height - 2 * padding, 1) / spanY);
  return {
    scale,
    offsetX: width / 2 - (scale * (left + right)) / 2,
    offsetY: height / 2 + (scale * (bottom + top)) / 2,
  };
}
