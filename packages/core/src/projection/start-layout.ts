import { createPause } from '../math/create-pause.ts';
import type { Matrix } from '../math/matrix.ts';
import { createMatrix } from '../math/matrix.ts';
import { findPrincipalCoordinates } from '../math/principal-coordinates.ts';
import type { Random } from '../math/random.ts';
import type { Graph } from './fuzzy-graph.ts';
import { findSpectralCoordinates } from './spectral-coordinates.ts';

/** Components smaller than this are scattered about their centre; a spectrum would say nothing of them. */
const SMALLEST_SPECTRUM = 10;
const WIDTH = 10;
const NOISE = 1e-3;
const ROWS_PER_TURN = 1024;

/**
 * Where the layout begins: the graph's spectral coordinates, in a square of width 10, with a little seeded noise.
 *
 * A graph in several pieces is laid out piece by piece: their centres by the principal axes of their mean vectors, each
 * piece in a disc that reaches half way to the nearest other centre, as umap-learn does it.
 *
 * @param points - what the graph was made from, shape (n, d)
 * @returns x0, y0, x1, y1, …
 */
export async function startLayout(
  points: Matrix,
  graph: Graph,
  options: { random: Random; signal?: AbortSignal },
): Promise<Float32Array> {
  const n = points.rows;
  const pause = createPause(options.signal);
  const pieces = await findPieces(graph, pause);
  await pause();
  const positions = new Float64Array(2 * n);
  const centres = pieces.length > 1 ? await placePieces(points, pieces, options) : new Float64Array(2);
  const placeInPiece = new Int32Array(n);
  for (const [piece, members] of pieces.entries()) {
    await pause();
    const radius = pieces.length > 1 ? halfWayToNearest(centres, piece) : 1;
    const inner =
      members.length < SMALLEST_SPECTRUM
        ? Float64Array.from({ length: 2 * members.length }, () => 2 * options.random.next() - 1)
        : await findSpectralCoordinates(
            pieces.length > 1 ? restrictGraph(graph, members, placeInPiece) : graph,
            options,
          );
    const scale = radius / inner.reduce((largest, value) => Math.max(largest, Math.abs(value)), 1e-12);
    members.forEach((point, i) => {
      positions[2 * point] = centres[2 * piece] + scale * inner[2 * i];
      positions[2 * point + 1] = centres[2 * piece + 1] + scale * inner[2 * i + 1];
    });
  }
  return fitSquare(positions, options.random);
}

/** Connected components, by their lowest member; members ascending. */
async function findPieces({ starts, targets }: Graph, pause: () => Promise<void>): Promise<Int32Array[]> {
  const n = starts.length - 1;
  const pieceOf = new Int32Array(n).fill(-1);
  const pieces: Int32Array[] = [];
  const queue = new Int32Array(n);
  for (let seed = 0; seed < n; seed++) {
    if (pieceOf[seed] >= 0) continue;
    let size = 0;
    pieceOf[seed] = pieces.length;
    queue[size++] = seed;
    for (let head = 0; head < size; head++) {
      if (head % ROWS_PER_TURN === 0) await pause();
      for (let e = starts[queue[head]]; e < starts[queue[head] + 1]; e++) {
        if (pieceOf[targets[e]] >= 0) continue;
        pieceOf[targets[e]] = pieces.length;
        queue[size++] = targets[e];
      }
    }
    pieces.push(queue.slice(0, size).sort());
  }
  return pieces;
}

/** A piece as a graph of its own. @param placeOf - room for each point's number in its piece; only members' is read. */
function restrictGraph({ starts, targets, weights }: Graph, members: Int32Array, placeOf: Int32Array): Graph {
  let size = 0;
  for (const [place, point] of members.entries()) {
    placeOf[point] = place;
    size += starts[point + 1] - starts[point];
  }
  const part = {
    starts: new Int32Array(members.length + 1),
    targets: new Int32Array(size),
    weights: new Float32Array(size),
  };
  let filled = 0;
  for (const [place, point] of members.entries()) {
    for (let e = starts[point]; e < starts[point + 1]; e++, filled++) {
      part.targets[filled] = placeOf[targets[e]];
      part.weights[filled] = weights[e];
    }
    part.starts[place + 1] = filled;
  }
  return part;
}

async function placePieces(
  points: Matrix,
  pieces: Int32Array[],
  { random, signal }: { random: Random; signal?: AbortSignal },
): Promise<Float64Array> {
  const pause = createPause(signal);
  const d = points.columns;
  const means = createMatrix(pieces.length, d);
  for (const [piece, members] of pieces.entries()) {
    for (const [place, point] of members.entries()) {
      for (let t = 0; t < d; t++) means.data[piece * d + t] += points.data[point * d + t] / members.length;
      if (place % ROWS_PER_TURN === 0) await pause();
    }
  }
  return findPrincipalCoordinates(means, random, signal);
}

function halfWayToNearest(centres: Float64Array, piece: number): number {
  let nearest = Infinity;
  for (let other = 0; other < centres.length / 2; other++) {
    if (other === piece) continue;
    const dx = centres[2 * other] - centres[2 * piece];
    const dy = centres[2 * other + 1] - centres[2 * piece + 1];
    nearest = Math.min(nearest, Math.hypot(dx, dy));
  }
  return nearest / 2;
}

function fitSquare(positions: Float64Array, random: Random): Float32Array {
  const fitted = new Float32Array(positions.length);
  for (let axis = 0; axis < 2; axis++) {
    let low = Infinity;
    let high = -Infinity;
    for (let i = axis; i < positions.length; i += 2) {
      low = Math.min(low, positions[i]);
      high = Math.max(high, positions[i]);
    }
    const scale = high > low ? WIDTH / (high - low) : 0;
    for (let i = axis; i < positions.length; i += 2) {
      fitted[i] = scale * (positions[i] - low) + NOISE * random.normal();
    }
  }
  return fitted;
}
