/** One line without its line feed; `bytes` is null if it was longer than the limit. `line` counts from 1. */
export interface Line {
  line: number;
  bytes: Uint8Array | null;
}

const LINE_FEED = 0x0a;

/**
 * Splits a stream into lines, holding at most one line in memory.
 *
 * @param maxLineBytes - what is longer is skipped to its end and yielded as null.
 * @yields every line, empty ones included; nothing after a final line feed.
 */
export async function* splitLines(
  source: AsyncIterable<Uint8Array | string>,
  { maxLineBytes }: { maxLineBytes: number },
): AsyncGenerator<Line> {
  const encoder = new TextEncoder();
  let line = 1;
  let parts: Uint8Array[] = [];
  let length = 0;

  const append = (part: Uint8Array): void => {
    length += part.length;
    if (length > maxLineBytes) parts = [];
    else parts.push(part);
  };
  const take = (): Line => {
    const taken = { line, bytes: length > maxLineBytes ? null : joinParts(parts, length) };
    line++;
    parts = [];
    length = 0;
    return taken;
  };

  for await (const chunk of source) {
    const bytes = typeof chunk === 'string' ? encoder.encode(chunk) : chunk;
    let start = 0;
    for (let end = bytes.indexOf(LINE_FEED); end !== -1; end = bytes.indexOf(LINE_FEED, start)) {
      append(bytes.subarray(start, end));
      yield take();
      start = end + 1;
    }
    // A source may reuse its buffer for the next chunk, so the rest is copied.
    if (start < bytes.length) append(bytes.slice(start));
  }
  if (length > 0) yield take();
}

/** One array of the bytes of several, which may be one of them. */
export function joinParts(parts: readonly Uint8Array[], length: number): Uint8Array {
  if (parts.length === 1) return parts[0];
  const joined = new Uint8Array(length);
  let offset = 0;
  for (const part of parts) {
    joined.set(part, offset);
    offset += part.length;
  }
  return joined;
}
