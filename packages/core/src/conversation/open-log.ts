import { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { InvalidInputError } from '../error/invalid-input-error.ts';
import { joinParts } from './split-lines.ts';

/** A log's bytes as UTF-8, and the form its rows are in. */
export type OpenedLog =
  | { form: 'json-lines' | 'json-values'; source: AsyncIterable<Uint8Array> }
  | { form: 'csv'; delimiter: string; source: AsyncIterable<Uint8Array> };

const HEAD_BYTES = 64 * 1024;

/**
 * Looks at a log's first bytes: unpacks gzip, turns UTF-16 into UTF-8, and tells lines of JSON from a JSON list and CSV.
 *
 * @throws {InvalidInputError} if it is a file of another kind, such as Parquet or a ZIP archive, with what to do.
 */
export async function openLog(source: AsyncIterable<Uint8Array | string>): Promise<OpenedLog> {
  const packed = await peek(toBytes(source));
  if (startsWith(packed.head, 0x1f, 0x8b)) return openUnpacked(await peek(gunzip(packed.all)));
  return openUnpacked(packed);
}

interface Peeked {
  head: Uint8Array;
  /** Everything, the head included. */
  all: AsyncGenerator<Uint8Array>;
}

async function openUnpacked(log: Peeked): Promise<OpenedLog> {
  rejectOtherKinds(log.head);
  const utf16 = startsWith(log.head, 0xff, 0xfe) ? 'utf-16le' : startsWith(log.head, 0xfe, 0xff) ? 'utf-16be' : null;
  const { head, all } = utf16 === null ? log : await peek(transcode(log.all, utf16));
  const text = new TextDecoder().decode(head).trimStart();
  const firstLine = text.slice(0, text.search(/\r?\n|$/)).trimEnd();
  if (text.startsWith('[') || firstLine === '{') return { form: 'json-values', source: withoutMark(all) };
  const delimiter = findDelimiter(firstLine);
  return delimiter === null ? { form: 'json-lines', source: all } : { form: 'csv', delimiter, source: all };
}

/** U+FFFD stands for a letter that is not in UTF-8, which the reader of CSV explains. */
const NAME = /^[\p{L}_\uFFFD][\p{L}\p{N}\uFFFD _.()/-]{0,80}$/u;

/** What stands between the cells of a line that names two or more columns; null for any other line. */
function findDelimiter(line: string): string | null {
  const areNames = (delimiter: string): boolean => {
    const names = line.split(delimiter).map((name) => name.trim().replace(/^"(.*)"$/, '$1'));
    return names.length > 1 && names.every((name) => NAME.test(name));
  };
  return [',', ';', '\t'].find(areNames) ?? null;
}

function rejectOtherKinds(head: Uint8Array): void {
  const kind = startsWith(head, 0x50, 0x41, 0x52, 0x31)
    ? "a Parquet file. Write it as JSON lines first: duckdb -c \"COPY (FROM 'in.parquet') TO 'out.jsonl'\""
    : startsWith(head, 0x50, 0x4b, 0x03, 0x04)
      ? 'a ZIP archive or an Excel file. Unpack it, or save it as CSV'
      : startsWith(head, 0x28, 0xb5, 0x2f, 0xfd)
        ? 'packed by Zstandard. Unpack it with zstd -d, or pack it by gzip'
        : null;
  if (kind !== null) throw new InvalidInputError(`Expected JSON lines, a JSON list or CSV; the file is ${kind}.`);
}

function startsWith(head: Uint8Array, ...bytes: readonly number[]): boolean {
  return bytes.every((byte, index) => head[index] === byte);
}

async function peek(source: AsyncGenerator<Uint8Array>): Promise<Peeked> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  while (length < HEAD_BYTES) {
    const { value, done } = await source.next();
    if (done === true) break;
    chunks.push(value);
    length += value.length;
  }
  return { head: joinParts(chunks, length).subarray(0, HEAD_BYTES), all: chain(chunks, source) };
}

async function* chain(chunks: readonly Uint8Array[], rest: AsyncGenerator<Uint8Array>): AsyncGenerator<Uint8Array> {
  yield* chunks;
  yield* rest;
}

async function* toBytes(source: AsyncIterable<Uint8Array | string>): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder();
  // A source may reuse its buffer for the next chunk; the first ones are kept for a while.
  for await (const chunk of source) yield typeof chunk === 'string' ? encoder.encode(chunk) : chunk.slice();
}

async function* gunzip(packed: AsyncGenerator<Uint8Array>): AsyncGenerator<Uint8Array> {
  const input = Readable.from(packed);
  const unpacked = createGunzip();
  input.on('error', (error) => unpacked.destroy(error)).pipe(unpacked);
  try {
    for await (const chunk of unpacked as AsyncIterable<Uint8Array>) yield chunk;
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && String(error.code).startsWith('Z_'))) throw error;
    throw new InvalidInputError(`Expected a whole gzip file; this one is damaged or cut off (${error.message}).`);
  } finally {
    input.destroy();
    unpacked.destroy();
  }
}

async function* transcode(source: AsyncGenerator<Uint8Array>, from: string): AsyncGenerator<Uint8Array> {
  const decoder = new TextDecoder(from);
  const encoder = new TextEncoder();
  for await (const chunk of source) yield encoder.encode(decoder.decode(chunk, { stream: true }));
  yield encoder.encode(decoder.decode());
}

async function* withoutMark(source: AsyncGenerator<Uint8Array>): AsyncGenerator<Uint8Array> {
  const first = await source.next();
  if (first.done === true) return;
  yield startsWith(first.value, 0xef, 0xbb, 0xbf) ? first.value.subarray(3) : first.value;
  yield* source;
}
