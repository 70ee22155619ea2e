/** Parameters of the membership curve 1 / (1 + a·x^2b) in the plane. */
export interface MembershipCurve {
  a: number;
  b: number;
}

const SAMPLES = 300;
const SPREAD = 1;

/**
 * Fits UMAP's smooth membership curve to the one that `minDist` asks for: 1 up to minDist, exp(−(x − minDist)) beyond.
 *
 * Least squares over 300 points of [0, 3] by Levenberg and Marquardt's method, as umap-learn's find_ab_params does.
 *
 * @param minDist - in [0, 3); distance below which points in the plane count as touching
 *
 * @example
 * fitMembershipCurve(0.1); // { a: 1.577, b: 0.895 }
 */
export function fitMembershipCurve(minDist: number): MembershipCurve {
  const xs = Float64Array.from({ length: SAMPLES }, (_, i) => (3 * SPREAD * i) / (SAMPLES - 1));
  const ys = xs.map((x) => (x < minDist ? 1 : Math.exp(-(x - minDist) / SPREAD)));
  let a = 1;
  let b = 1;
  let error = squaredError(xs, ys, a, b);
  for (let damping = 1e-3, step = 0; step < 500 && damping < 1e12; step++) {
    let aa = 0;
    let ab = 0;
    let bb = 0;
    let ra = 0;
    let rb = 0;
    for (let i = 1; i < SAMPLES; i++) {
      const power = xs[i] ** (2 * b);
      const value = 1 / (1 + a * power);
      const da = -value * value * power;
      const db = -value * value * a * power * 2 * Math.log(xs[i]);
      const residual = ys[i] - value;
      aa += da * da;
      ab += da * db;
      bb += db * db;
      ra += da * residual;
      rb += db * residual;
    }
    const determinant = aa * (1 + damping) * bb * (1 + damping) - ab * ab;
    const nextA = a + (ra * bb * (1 + damping) - rb * ab) / determinant;
    const nextB = b + (rb * aa * (1 + damping) - ra * ab) / determinant;
    const nextError = nextA > 0 && nextB > 0 ? squaredError(xs, ys, nextA, nextB) : Infinity;
    if (nextError < error) {
      const isSettled = error - nextError < 1e-15 * error;
      [a, b, error] = [nextA, nextB, nextError];
      damping /= 10;
      if (isSettled) break;
    } else {
      damping *= 10;
    }
  }
  return { a, b };
}

function squaredError(xs: Float64Array, ys: Float64Array, a: number, b: number): number {
  let error = 0;
  for (let i = 0; i < SAMPLES; i++) error += (ys[i] - 1 / (1 + a * xs[i] ** (2 * b))) ** 2;
  return error;
}
