import { joinParts } from './split-lines.ts';

/** One JSON value of a file; `bytes` is null if it was longer than the limit. `line` is its first, from 1. */
export interface JsonValueText {
  line: number;
  bytes: Uint8Array | null;
}

const [QUOTE, BACKSLASH, COMMA, LINE_FEED] = [0x22, 0x5c, 0x2c, 0x0a];
const [OPEN_LIST, CLOSE_LIST, OPEN_OBJECT, CLOSE_OBJECT] = [0x5b, 0x5d, 0x7b, 0x7d];

/**
 * Splits a JSON list, or JSON values that follow each other over several lines, into the text of each value.
 *
 * Holds one value at a time, so that a list may be larger than the memory. Looks at brackets and quotes only: a value
 * with a fault inside is yielded as it stands, and the next one is found again.
 *
 * @param maxValueBytes - what is longer is skipped to its end and yielded as null.
 */
export async function* splitJsonValues(
  source: AsyncIterable<Uint8Array>,
  { maxValueBytes }: { maxValueBytes: number },
): AsyncGenerator<JsonValueText> {
  const splitter = new JsonSplitter(maxValueBytes);
  for await (const bytes of source) yield* splitter.push(bytes);
  yield* splitter.end();
}

/** Keeps what is known at the end of a chunk, so that the loops themselves are plain and quick. */
class JsonSplitter {
  readonly #maxValueBytes: number;
  #line = 1;
  /** null until the first value or bracket. */
  #isInList: boolean | null = null;
  #depth = 0;
  #isInString = false;
  #isEscaped = false;
  /** The line where the current value began; 0 between values. */
  #valueLine = 0;
  #parts: Uint8Array[] = [];
  #length = 0;

  constructor(maxValueBytes: number) {
    this.#maxValueBytes = maxValueBytes;
  }

  /** Reads a chunk. @returns the values that end in it. */
  push(bytes: Uint8Array): JsonValueText[] {
    const found: JsonValueText[] = [];
    let start = 0;
    let at = 0;
    while (at < bytes.length) {
      if (this.#isInString) {
        at = this.#skipString(bytes, at);
        continue;
      }
      if (this.#depth > 0) {
        at = this.#skipInside(bytes, at);
        if (this.#depth === 0) found.push(this.#take(bytes, start, at));
        continue;
      }
      const byte = bytes[at];
      const isBetween = byte <= 0x20 || byte === COMMA || (this.#isInList === true && byte === CLOSE_LIST);
      if (isBetween) {
        if (this.#valueLine > 0) found.push(this.#take(bytes, start, at));
        if (byte === LINE_FEED) this.#line++;
      } else if (this.#isInList === null && byte === OPEN_LIST) {
        this.#isInList = true;
      } else {
        this.#isInList ??= false;
        if (this.#valueLine === 0) [this.#valueLine, start] = [this.#line, at];
        if (byte === QUOTE) this.#isInString = true;
        else if (byte === OPEN_OBJECT || byte === OPEN_LIST) this.#depth = 1;
      }
      at++;
    }
    if (this.#valueLine > 0) this.#append(bytes, start, bytes.length);
    return found;
  }

  /** @returns the value that the file breaks off in. */
  end(): JsonValueText[] {
    return this.#valueLine > 0 ? [this.#take(new Uint8Array(), 0, 0)] : [];
  }

  /** @returns the place behind the string's end, or of the chunk's. */
  #skipString(bytes: Uint8Array, from: number): number {
    let isEscaped = this.#isEscaped;
    for (let at = from; at < bytes.length; at++) {
      const byte = bytes[at];
      if (isEscaped) isEscaped = false;
      else if (byte === BACKSLASH) isEscaped = true;
      else if (byte === QUOTE) {
        this.#isInString = false;
        this.#isEscaped = false;
        return at + 1;
      } else if (byte === LINE_FEED) this.#line++;
    }
    this.#isEscaped = isEscaped;
    return bytes.length;
  }

  /** @returns the place behind the next quote or behind the value's end, or the end of the chunk. */
  #skipInside(bytes: Uint8Array, from: number): number {
    for (let at = from; at < bytes.length; at++) {
      const byte = bytes[at];
      if (byte === QUOTE) {
        this.#isInString = true;
        return at + 1;
      }
      if (byte === LINE_FEED) this.#line++;
      else if (byte === OPEN_OBJECT || byte === OPEN_LIST) this.#depth++;
      else if ((byte === CLOSE_OBJECT || byte === CLOSE_LIST) && --this.#depth === 0) return at + 1;
    }
    return bytes.length;
  }

  #append(bytes: Uint8Array, start: number, end: number): void {
    this.#length += end - start;
    if (this.#length > this.#maxValueBytes) this.#parts = [];
    // A source may reuse its buffer for the next chunk, so what is kept is copied.
    else this.#parts.push(bytes.slice(start, end));
  }

  #take(bytes: Uint8Array, start: number, end: number): JsonValueText {
    this.#append(bytes, start, end);
    const isTooLong = this.#length > this.#maxValueBytes;
    const taken = { line: this.#valueLine, bytes: isTooLong ? null : joinParts(this.#parts, this.#length) };
    this.#valueLine = 0;
    this.#parts = [];
    this.#length = 0;
    return taken;
  }
}
