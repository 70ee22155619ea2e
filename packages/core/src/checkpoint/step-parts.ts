import { CheckpointError } from '../error/checkpoint-error.ts';
import type { StepName, StepResults } from './checkpoint-store.ts';

/** A step's result taken apart for storage: what JSON holds, and what is stored as raw little-endian numbers. */
export interface StepParts {
  /** Everything but the arrays; holds each array's element type under `arrayTypes`. */
  json: unknown;
  arrays: Record<string, Float32Array | Int32Array>;
}

const ARRAY_MARK = '$array';
type Marked = { [ARRAY_MARK]: string; type: 'float32' | 'int32' };

/**
 * Takes a step's result apart: every typed array in it, however deep, is replaced by a mark and returned by path.
 *
 * @example
 * takeApart('projection', { conversations: new Float32Array(2), clusters: new Float32Array(0) });
 * // { json: { conversations: { $array: 'conversations', type: 'float32' }, … }, arrays: { conversations: …, … } }
 */
export function takeApart<S extends StepName>(_step: S, result: StepResults[S]): StepParts {
  const arrays: StepParts['arrays'] = {};
  const walk = (value: unknown, path: string): unknown => {
    if (value instanceof Float32Array || value instanceof Int32Array) {
      arrays[path] = value;
      return { [ARRAY_MARK]: path, type: value instanceof Float32Array ? 'float32' : 'int32' };
    }
    if (Array.isArray(value)) return value.map((item, index) => walk(item, `${path}.${index}`));
    if (typeof value === 'object' && value !== null) {
      return Object.fromEntries(
        Object.entries(value).map(([key, item]) => [key, walk(item, path === '' ? key : `${path}.${key}`)]),
      );
    }
    return value;
  };
  return { json: walk(result, ''), arrays };
}

/**
 * Puts a result together again.
 *
 * @param readArray - gives the bytes of an array by its path.
 * @throws {CheckpointError} if an array's bytes are missing or not a whole number of elements.
 */
export async function putTogether<S extends StepName>(
  step: S,
  json: unknown,
  readArray: (path: string) => Promise<Uint8Array | null>,
): Promise<StepResults[S]> {
  const walk = async (value: unknown): Promise<unknown> => {
    if (Array.isArray(value)) {
      const items: unknown[] = [];
      for (const item of value) items.push(typeof item === 'object' ? await walk(item) : item);
      return items;
    }
    if (typeof value !== 'object' || value === null) return value;
    if (isMarked(value)) return toTypedArray(value, await readArray(value[ARRAY_MARK]), step);
    const entries: [string, unknown][] = [];
    for (const [key, item] of Object.entries(value)) entries.push([key, await walk(item)]);
    return Object.fromEntries(entries);
  };
  return (await walk(json)) as StepResults[S];
}

function isMarked(value: object): value is Marked {
  return ARRAY_MARK in value;
}

function toTypedArray(mark: Marked, bytes: Uint8Array | null, step: StepName): Float32Array | Int32Array {
  if (bytes === null || bytes.byteLength % 4 !== 0) {
    const found = bytes === null ? 'no bytes' : `${bytes.byteLength} bytes`;
    throw new CheckpointError(
      `The stored result of step "${step}" is damaged: expected the numbers of "${mark[ARRAY_MARK]}", found ${found}.`,
    );
  }
  // Bytes that share memory with others are copied: they may start at an offset that is no multiple of four. Not by
  // `from`, which takes them one by one, nor by `slice`, which shares a Buffer's memory.
  const isWhole = bytes.byteLength === bytes.buffer.byteLength;
  const { buffer } = isWhole ? bytes : new Uint8Array(bytes);
  return mark.type === 'float32' ? new Float32Array(buffer) : new Int32Array(buffer);
}
