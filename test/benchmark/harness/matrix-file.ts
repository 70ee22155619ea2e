import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Matrix } from '../../../packages/core/src/math/matrix.ts';
import type { MatrixFile, OutputFile } from './peer.ts';

/** Writes a matrix as `<folder>/<name>.f32`, as peers read it. */
export async function writeMatrixFile(folder: string, name: string, matrix: Matrix): Promise<MatrixFile> {
  const path = join(folder, `${name}.f32`);
  await writeFile(path, toBytes(matrix.data));
  return { path, rows: matrix.rows, columns: matrix.columns };
}

/** @throws if the file's length is not rows · columns · 4 bytes. */
export async function readMatrixFile({ path, rows, columns }: MatrixFile): Promise<Matrix> {
  const bytes = await readFile(path);
  if (bytes.byteLength !== rows * columns * 4) {
    throw new Error(
      `${path} has ${bytes.byteLength} bytes; ${rows} × ${columns} float32 take ${rows * columns * 4}. Check the shape.`,
    );
  }
  return { data: new Float32Array(bytes.buffer, bytes.byteOffset, rows * columns), rows, columns };
}

export type OutputArray = Float32Array | Float64Array | Int32Array;

const ARRAY_TYPES = { float32: Float32Array, float64: Float64Array, int32: Int32Array };

export async function writeOutputFile(folder: string, name: string, array: OutputArray): Promise<OutputFile> {
  const type = array instanceof Int32Array ? 'int32' : array instanceof Float32Array ? 'float32' : 'float64';
  const path = join(folder, `${name}.${type}`);
  await writeFile(path, toBytes(array));
  return { path, type };
}

export async function readOutputFile({ path, type }: OutputFile): Promise<OutputArray> {
  const bytes = await readFile(path);
  const aligned = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength);
  return new ARRAY_TYPES[type](aligned as ArrayBuffer);
}

function toBytes(array: OutputArray): Uint8Array {
  return new Uint8Array(array.buffer, array.byteOffset, array.byteLength);
}
