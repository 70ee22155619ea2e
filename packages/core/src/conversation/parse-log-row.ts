import type { Conversation } from './conversation.ts';
import { chatgptExportShape } from './log-shape/chatgpt-export-shape.ts';
import type { LogRow, LogShape } from './log-shape/log-shape.ts';
import { messageListShape } from './log-shape/message-list-shape.ts';
import { questionAnswerShape } from './log-shape/question-answer-shape.ts';
import { requestShape } from './log-shape/request-shape.ts';
import { singleMessageShape } from './log-shape/single-message-shape.ts';
import { parseIfJson } from './log-shape/row-keys.ts';
import { traceShape } from './log-shape/trace-shape.ts';
import { readKuraConversation } from './parse-kura-row.ts';
import { describeValue, FieldFault, isObject } from './row-field.ts';

/** In the order in which they are tried: a row may have the keys of several. */
const SHAPES: readonly LogShape[] = [
  chatgptExportShape,
  messageListShape,
  requestShape,
  traceShape,
  singleMessageShape,
  questionAnswerShape,
];

/** A row in one of the known shapes; Kura's own rows are whole conversations already. */
type ParsedLogRow = { shape: string; conversation: Conversation } | { shape: string; part: LogRow };

/**
 * Reads a parsed row of a log, whatever its shape.
 *
 * @throws {FieldFault} if it has no known shape, or with the field that cannot be read.
 */
export function parseLogRow(row: unknown): ParsedLogRow {
  if (!isObject(row)) throw new FieldFault(null, `expected a JSON object, got ${describeValue(row)}`);
  if (isKuraRow(row)) return { shape: 'Kura conversations', conversation: readKuraConversation(row) };
  const shape = SHAPES.find((candidate) => candidate.matches(row));
  if (shape === undefined) {
    throw new FieldFault(
      null,
      `expected a conversation, such as {"messages": [{"role": "user", "content": "…"}]}, got ${describeKeys(row)}`,
    );
  }
  const part = shape.read(row);
  return { shape: shape.name, part };
}

/** Rows of Kura are read to the letter; those that borrow its id key with messages of content blocks are not its own. */
function isKuraRow({ chat_id, messages, ...rest }: Record<string, unknown>): boolean {
  if (chat_id === undefined || Array.isArray(parseIfJson(messages)) !== Array.isArray(messages)) return false;
  if (messages === undefined) return Object.keys(rest).length === 0;
  return !Array.isArray(messages) || !messages.some((message) => isObject(message) && Array.isArray(message.content));
}

const MAX_NAMED_KEYS = 8;

function describeKeys(row: Record<string, unknown>): string {
  const keys = Object.keys(row);
  if (keys.length === 0) return 'an empty object';
  const named = keys.slice(0, MAX_NAMED_KEYS).map((key) => key.slice(0, 40));
  return `an object with the keys ${named.join(', ')}${keys.length > MAX_NAMED_KEYS ? ', …' : ''}`;
}
