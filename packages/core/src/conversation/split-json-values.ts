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
  let line = 1;
  let isInList: boolean | null = null;
  let depth = 0;
  let isInString = false;
  let isEscaped = false;
  let valueLine = 0;
  let parts: Uint8Array[] = [];
  let length = 0;

  const append = (part: Uint8Array): void => {
    length += part.length;
    if (length > maxValueBytes) parts = [];
    else parts.push(part);
  };
  const take = (): JsonValueText => {
    const taken = { line: valueLine, bytes: length > maxValueBytes ? null : joinParts(parts, length) };
    [valueLine, parts, length] = [0, [], 0];
    return taken;
  };

  for await (const bytes of source) {
    let start = 0;
    for (let at = 0; at < bytes.length; at++) {
      const byte = bytes[at];
      if (byte === LINE_FEED) line++;
      if (isInString) {
        if (isEscaped) isEscaped = false;
        else if (byte === BACKSLASH) isEscaped = true;
        else if (byte === QUOTE) isInString = false;
        continue;
      }
      if (depth === 0) {
        const isBetween = byte <= 0x20 || byte === COMMA || (isInList === true && byte === CLOSE_LIST);
        if (isBetween && valueLine > 0) {
          append(bytes.slice(start, at));
          yield take();
        }
        if (isBetween) continue;
        if (isInList === null && byte === OPEN_LIST) {
          isInList = true;
          continue;
        }
        isInList ??= false;
        if (valueLine === 0) [valueLine, start] = [line, at];
      }
      if (byte === QUOTE) isInString = true;
      else if (byte === OPEN_OBJECT || byte === OPEN_LIST) depth++;
      else if ((byte === CLOSE_OBJECT || byte === CLOSE_LIST) && --depth === 0) {
        append(bytes.slice(start, at + 1));
        yield take();
      }
    }
    // A source may reuse its buffer for the next chunk, so the rest is copied.
    if (valueLine > 0) append(bytes.slice(start));
  }
  if (valueLine > 0) yield take();
}
