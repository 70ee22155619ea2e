import type { Conversation, Message } from './conversation.ts';
import type { LogRow } from './log-shape/log-shape.ts';
import { nameByWords } from './name-by-words.ts';
import { openLog } from './open-log.ts';
import { parseLogRow } from './parse-log-row.ts';
import { readCsvRows } from './read-csv-rows.ts';
import type { RejectedRow } from './read-kura-jsonl.ts';
import { FieldFault, parseRowJson } from './row-field.ts';
import type { RepeatedHistory } from './repeated-history.ts';
import { createRepeatedHistory } from './repeated-history.ts';
import { splitJsonValues } from './split-json-values.ts';
import { splitLines } from './split-lines.ts';

/** A conversation that was read. */
export interface ReadConversation {
  /** Its first row's line, from 1, blank lines included. */
  line: number;
  /** How many rows it was put together from. */
  rowCount: number;
  /** What its rows are, such as "lists of messages". */
  shape: string;
  /** Whether its id is its own, and not made from its words or that of an earlier row. */
  hasOwnId: boolean;
  conversation: Conversation;
}

type ParsedRow = { line: number; row: unknown } | RejectedRow;

/**
 * Reads conversations from a log in any of the known forms: lines of JSON, a JSON list or CSV, packed by gzip or not.
 *
 * Each row may be of another shape: Kura's format, lists of messages (OpenAI, Anthropic, ShareGPT, Claude's export), requests
 * with their responses, traces (Langfuse, LangSmith), a ChatGPT export, questions with answers, single messages.
 * A conversation without an id gets one made from its words, so that the same file again gives the same ids. A row that
 * continues an earlier row, or begins it, has the id of the earlier one: `joinRepeated` makes one conversation of them.
 *
 * Streams, holding one row at a time and about 100 bytes of hashes a turn; only rows that hold parts of a conversation are kept to the end of the file, put
 * together by id and ordered by time where all have one. Bad rows are yielded with a reason and never stop the rest.
 *
 * @param maxRowBytes - longer rows are rejected, so that one broken file cannot fill the memory; 32 MB by default.
 * @throws {InvalidInputError} if the file is of another kind, damaged, or CSV that breaks off.
 *
 * @example
 * for await (const row of readConversations(createReadStream('support.csv'))) {
 *   if ('conversation' in row) conversations.push(row.conversation);
 *   else console.error(`line ${row.line}: ${row.field ?? 'row'}: ${row.reason}`);
 * }
 */
export async function* readConversations(
  source: AsyncIterable<Uint8Array | string>,
  { maxRowBytes = 32 * 1024 ** 2 }: { maxRowBytes?: number } = {},
): AsyncGenerator<ReadConversation | RejectedRow> {
  const groups = new Map<string, { line: number; shape: string; rows: LogRow[] }>();
  const nameUnnamed = createNaming();
  const history = createRepeatedHistory();
  for await (const item of readRows(source, maxRowBytes)) {
    if (!('row' in item)) {
      yield item;
      continue;
    }
    const { line } = item;
    try {
      const parsed = parseLogRow(item.row);
      if ('conversation' in parsed) {
        yield { line, rowCount: 1, hasOwnId: true, ...parsed };
        continue;
      }
      const { shape, part } = parsed;
      if (part.isPart && part.id !== null) {
        const group = groups.get(part.id);
        if (group === undefined) groups.set(part.id, { line, shape, rows: [part] });
        else group.rows.push(part);
      } else {
        const conversation = toConversation([part], nameUnnamed, part.id === null || part.isRequestId ? history : null);
        yield { line, rowCount: 1, shape, hasOwnId: part.id === conversation.chatId, conversation };
      }
    } catch (error) {
      if (!(error instanceof FieldFault)) throw error;
      yield { line, field: error.field, reason: error.message };
    }
  }
  for (const { line, shape, rows } of groups.values()) {
    try {
      const conversation = toConversation(rows, nameUnnamed, null);
      yield { line, rowCount: rows.length, shape, hasOwnId: true, conversation };
    } catch (error) {
      if (!(error instanceof FieldFault)) throw error;
      yield { line, field: error.field, reason: error.message };
    }
  }
}

async function* readRows(source: AsyncIterable<Uint8Array | string>, maxRowBytes: number): AsyncGenerator<ParsedRow> {
  const log = await openLog(source);
  if (log.form === 'csv') {
    yield* readCsvRows(log.source, { delimiter: log.delimiter, maxRowCharacters: maxRowBytes });
    return;
  }
  const decoder = new TextDecoder('utf-8', { fatal: true });
  const values =
    log.form === 'json-lines'
      ? splitLines(log.source, { maxLineBytes: maxRowBytes })
      : splitJsonValues(log.source, { maxValueBytes: maxRowBytes });
  for await (const { line, bytes } of values) {
    if (bytes === null) {
      yield { line, field: null, reason: `expected a row of at most ${maxRowBytes.toLocaleString('en')} bytes` };
      continue;
    }
    try {
      const text = decoder.decode(bytes);
      if (text.trim() !== '') yield { line, row: parseRowJson(text) };
    } catch (error) {
      if (error instanceof FieldFault) yield { line, field: error.field, reason: error.message };
      else if (error instanceof TypeError) {
        const reason =
          'expected text in UTF-8, got other bytes. Convert the file first: iconv -f WINDOWS-1252 -t UTF-8 in.json > out.json';
        yield { line, field: null, reason };
      } else throw error;
    }
  }
}

function toConversation(
  rows: readonly LogRow[],
  nameUnnamed: (messages: readonly Message[]) => string,
  history: RepeatedHistory | null,
): Conversation {
  const ordered = rows.every(({ createdAt }) => createdAt !== null)
    ? rows.toSorted((a, b) => Date.parse(a.createdAt ?? '') - Date.parse(b.createdAt ?? ''))
    : rows;
  const messages = ordered.flatMap((row) => row.messages);
  if (!messages.some(({ content }) => content.trim() !== '')) {
    throw new FieldFault(null, 'expected at least one message with words, got none');
  }
  const [first] = ordered;
  const nameNew = (): string => first.id ?? nameUnnamed(messages);
  return {
    chatId: history === null ? nameNew() : history.identify(messages, first.id, nameNew),
    createdAt: first.createdAt ?? messages.find(({ createdAt }) => createdAt !== null)?.createdAt ?? null,
    messages,
    metadata: Object.fromEntries(ordered.toReversed().flatMap(({ metadata }) => Object.entries(metadata))),
  };
}

/** Names conversations by their words; those with the same words are counted, so that none is lost. */
function createNaming(): (messages: readonly Message[]) => string {
  const countByHash = new Map<string, number>();
  return (messages) => {
    const hash = nameByWords(messages);
    const count = (countByHash.get(hash) ?? 0) + 1;
    countByHash.set(hash, count);
    return count === 1 ? hash : `${hash}-${count}`;
  };
}
