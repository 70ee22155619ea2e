import type { Matrix } from '../math/matrix.ts';

/** A move must lower the cost by more than this times the point's weight: rounding must not look like gain. */
const SMALLEST_GAIN = 1e-10;
/** A pause costs as much as a point in few dimensions. */
const POINTS_PER_PAUSE = 16;

/**
 * Groups of weighted points that single moves improve, with what their means need kept up to date.
 *
 * The cost is Σ w·‖x − mean‖² + price/2·Σ m², where m is the weight of a group.
 */
export class WeightedGroups {
  readonly labels: Int32Array;
  readonly #points: Matrix;
  readonly #weights: Float64Array;
  readonly #price: number;
  /** Points, weight, weighted sum (shape (k, d)) of each group, and the squared length of the sum. */
  readonly #counts: Int32Array;
  readonly #masses: Float64Array;
  readonly #sums: Float64Array;
  readonly #sumSquares: Float64Array;
  /** Squared length of each point. */
  readonly #squares: Float64Array;

  /**
   * @param labels - in 0 … k−1, each of them used; kept and changed.
   * @param price - what a unit of weight costs in a group for each unit that is there already.
   */
  constructor(points: Matrix, weights: Float64Array, labels: Int32Array, options: { k: number; price: number }) {
    const { data, rows, columns: d } = points;
    const { k, price } = options;
    this.labels = labels;
    this.#points = points;
    this.#weights = weights;
    this.#price = price;
    this.#counts = new Int32Array(k);
    this.#masses = new Float64Array(k);
    this.#sums = new Float64Array(k * d);
    this.#squares = new Float64Array(rows);
    for (let i = 0; i < rows; i++) {
      for (let t = i * d; t < (i + 1) * d; t++) this.#squares[i] += data[t] * data[t];
      this.#add(i, labels[i], 1);
    }
    this.#sumSquares = Float64Array.from({ length: k }, (_, j) => this.#squareSum(j));
  }

  /**
   * Gives every point in turn to the group where it costs least; a group's last point stays.
   *
   * @param pause - awaited after every few points.
   * @returns how many points moved.
   */
  async movePoints(pause: () => Promise<void>): Promise<number> {
    let moved = 0;
    for (let i = 0; i < this.labels.length; i++) {
      const from = this.labels[i];
      if (this.#counts[from] > 1) {
        const to = this.#cheapestGroup(i);
        if (to !== from) {
          this.#add(i, from, -1);
          this.#add(i, to, 1);
          this.#sumSquares[from] = this.#squareSum(from);
          this.#sumSquares[to] = this.#squareSum(to);
          this.labels[i] = to;
          moved++;
        }
      }
      if (i % POINTS_PER_PAUSE === 0) await pause();
    }
    return moved;
  }

  cost(): number {
    let cost = 0;
    for (let i = 0; i < this.labels.length; i++) cost += this.#weights[i] * this.#squares[i];
    this.#masses.forEach((mass, j) => {
      if (mass > 0) cost += (this.#price / 2) * mass * mass - this.#sumSquares[j] / mass;
    });
    return cost;
  }

  #cheapestGroup(i: number): number {
    const from = this.labels[i];
    const weight = this.#weights[i];
    const left = this.#masses[from] - weight;
    const stay = (this.#masses[from] / left) * this.#squaredDistance(i, from) + this.#price * left;
    let best = from;
    let lowest = stay - SMALLEST_GAIN;
    for (let j = 0; j < this.#masses.length; j++) {
      if (j === from) continue;
      const mass = this.#masses[j];
      const cost = (mass / (mass + weight)) * this.#squaredDistance(i, j) + this.#price * mass;
      if (cost < lowest) {
        lowest = cost;
        best = j;
      }
    }
    return best;
  }

  #squaredDistance(i: number, j: number): number {
    const { data, columns: d } = this.#points;
    let dot = 0;
    for (let t = 0, a = i * d, s = j * d; t < d; t++) dot += data[a++] * this.#sums[s++];
    const mass = this.#masses[j];
    return Math.max(0, this.#squares[i] - (2 * dot) / mass + this.#sumSquares[j] / (mass * mass));
  }

  #add(i: number, j: number, sign: 1 | -1): void {
    const { data, columns: d } = this.#points;
    const weight = sign * this.#weights[i];
    for (let t = 0, a = i * d, s = j * d; t < d; t++) this.#sums[s++] += weight * data[a++];
    this.#masses[j] += weight;
    this.#counts[j] += sign;
  }

  #squareSum(j: number): number {
    const d = this.#points.columns;
    let square = 0;
    for (let s = j * d; s < (j + 1) * d; s++) square += this.#sums[s] * this.#sums[s];
    return square;
  }
}
