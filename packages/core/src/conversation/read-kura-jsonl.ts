import type { Conversation } from './conversation.ts';
import { parseKuraRow } from './parse-kura-row.ts';
import { splitLines } from './split-lines.ts';

/** A row that was read. `line` counts from 1, blank lines included. */
export interface AcceptedRow {
  line: number;
  conversation: Conversation;
}

/** A row that was left out. `field` is a path such as `messages.2.role`, or null if the whole row is unreadable. */
export interface RejectedRow {
  line: number;
  field: string | null;
  reason: string;
}

/**
 * Reads conversations in Kura's checkpoint format: one JSON object a line with `chat_id`, `created_at`,
 * `messages[{ created_at, role, content }]` and `metadata`.
 *
 * Streams: memory holds one line at a time. Bad rows are yielded with a reason and never stop the rest; only an error
 * of the source itself (a broken file or connection) is thrown. Texts, numbers and yes/no values under
 * other keys than these four join the metadata.
 *
 * @param maxLineBytes - longer lines are rejected, so that one broken file cannot fill the memory; 32 MB by default.
 * @param source - bytes or text in any chunks, such as `createReadStream(path)` or `[text]` behind an async generator.
 * @yields one item for every line that is not blank, in file order.
 *
 * @example
 * for await (const row of readKuraJsonl(createReadStream('conversations.jsonl'))) {
 *   if ('conversation' in row) conversations.push(row.conversation);
 *   else console.error(`line ${row.line}: ${row.field ?? 'row'}: ${row.reason}`);
 * }
 */
export async function* readKuraJsonl(
  source: AsyncIterable<Uint8Array | string>,
  { maxLineBytes = 32 * 1024 ** 2 }: { maxLineBytes?: number } = {},
): AsyncGenerator<AcceptedRow | RejectedRow> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  for await (const { line, bytes } of splitLines(source, { maxLineBytes })) {
    if (bytes === null) {
      yield { line, field: null, reason: `expected a line of at most ${maxLineBytes.toLocaleString('en')} bytes` };
      continue;
    }
    let text: string;
    try {
      text = decoder.decode(bytes);
    } catch {
      yield { line, field: null, reason: 'expected UTF-8 text; the line has bytes that are not UTF-8' };
      continue;
    }
    if (text.trim() === '') continue;
    yield { line, ...parseKuraRow(text) };
  }
}
