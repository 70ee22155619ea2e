import type { Matrix } from './matrix.ts';

/**
 * For each row the place of the first one that is equal to it, number by number, and has the same bias.
 *
 * @param rows - which rows to look at, in this order; null for all. Places are counted among them.
 */
export async function findFirstEqual(
  { data, rows: n, columns: d }: Matrix,
  bias: Float32Array | null,
  rows: Int32Array | null,
  pause: () => Promise<void>,
): Promise<Int32Array> {
  const numbers = new Int32Array(data.buffer, data.byteOffset, n * d);
  const biases = bias && new Int32Array(bias.buffer, bias.byteOffset, n);
  const rowAt = (place: number): number => (rows ? rows[place] : place);
  const isEqual = (one: number, other: number): boolean => {
    if (biases && biases[one] !== biases[other]) return false;
    for (let t = 0; t < d; t++) if (numbers[one * d + t] !== numbers[other * d + t]) return false;
    return true;
  };
  const firstEqual = new Int32Array(rows ? rows.length : n);
  const placesOf = new Map<number, number[]>();
  for (let place = 0; place < firstEqual.length; place++) {
    const row = rowAt(place);
    let hash = biases ? biases[row] : 0;
    for (let t = row * d; t < (row + 1) * d; t++) hash = Math.imul(hash ^ numbers[t], 0x9e3779b1) ^ (hash >>> 15);
    const alike = placesOf.get(hash);
    const equal = alike?.find((other) => isEqual(rowAt(other), row));
    firstEqual[place] = equal ?? place;
    if (alike === undefined) placesOf.set(hash, [place]);
    else if (equal === undefined) alike.push(place);
    if (place % 256 === 0) await pause();
  }
  return firstEqual;
}
