import type { z } from 'zod';
import { describeIssue } from '../error/describe-issues.ts';
import { splitLines } from '../conversation/split-lines.ts';
import { replaceUnstorable } from '../text/replace-unstorable.ts';
import type { KuraSource } from './kura-checkpoint.ts';
import type { KuraFaults } from './kura-faults.ts';

/** A cluster's row names all its conversations, so it may be long. */
const MAX_LINE_BYTES = 256 * 1024 ** 2;

/**
 * Reads a JSONL file row by row.
 *
 * A row that is not JSON, not of the schema or empty becomes a fault and is not yielded; blank lines at the end are
 * none. NUL and lone surrogates become U+FFFD.
 */
export async function* readJsonRows<T>(
  { name: file, open }: KuraSource,
  schema: z.ZodType<T>,
  faults: KuraFaults,
): AsyncGenerator<{ line: number; row: T }> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let blankLines: number[] = [];
  for await (const { line, bytes } of splitLines(open(), { maxLineBytes: MAX_LINE_BYTES })) {
    if (bytes === null) {
      faults.add({ file, line, field: null, reason: `expected a line of at most ${MAX_LINE_BYTES} bytes` });
      continue;
    }
    let text: string;
    try {
      text = decoder.decode(bytes);
    } catch {
      faults.add({ file, line, field: null, reason: 'expected UTF-8 text; the line has bytes that are not UTF-8' });
      continue;
    }
    if (text.trim() === '') {
      blankLines.push(line);
      continue;
    }
    for (const blank of blankLines) {
      faults.add({ file, line: blank, field: null, reason: 'expected a JSON object, got an empty line' });
    }
    blankLines = [];
    let value: unknown;
    try {
      value = JSON.parse(text, toStorable);
    } catch {
      // The parser's own message quotes the row, which may hold private words.
      faults.add({ file, line, field: null, reason: 'expected a JSON object, got text that is not valid JSON' });
      continue;
    }
    const parsed = schema.safeParse(value);
    if (parsed.success) {
      yield { line, row: parsed.data };
      continue;
    }
    for (const issue of parsed.error.issues) {
      const field = issue.path.length === 0 ? null : issue.path.join('.');
      faults.add({ file, line, field, reason: describeIssue(issue) });
    }
  }
}

function toStorable(_key: string, value: unknown): unknown {
  if (typeof value === 'string') return replaceUnstorable(value);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [replaceUnstorable(key), item]));
}
