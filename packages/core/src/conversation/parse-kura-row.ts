import { replaceUnstorable } from '../text/replace-unstorable.ts';
import type { Conversation, Message } from './conversation.ts';
import { collectPlain } from './log-shape/row-keys.ts';
import {
  describeValue,
  FieldFault,
  isObject,
  parseRowJson,
  readChatId,
  readInstant,
  readMetadata,
  readRole,
} from './row-field.ts';

const OWN_KEYS = ['chat_id', 'created_at', 'messages', 'metadata', 'understory'];

type ParsedRow = { conversation: Conversation } | { field: string | null; reason: string };

/**
 * Parses one line of Kura's checkpoint format.
 *
 * Never throws: what is wrong comes back as the first faulty field and a reason. Timestamps without a zone are taken as
 * UTC and become ISO 8601 with milliseconds. NUL and lone surrogates, which no database or UTF-8 file can hold, become
 * U+FFFD.
 */
export function parseKuraRow(text: string): ParsedRow {
  try {
    return { conversation: readKuraConversation(parseRowJson(text)) };
  } catch (error) {
    if (error instanceof FieldFault) return { field: error.field, reason: error.message };
    throw error;
  }
}

/**
 * Reads a parsed row of Kura's checkpoint format.
 *
 * Texts, numbers and yes/no values under other keys join the metadata, whose own keys count first.
 *
 * @throws {FieldFault} with the first faulty field.
 */
export function readKuraConversation(row: unknown): Conversation {
  if (!isObject(row)) throw new FieldFault(null, `expected a JSON object, got ${describeValue(row)}`);
  const own = withOriginal(row);
  return {
    chatId: readChatId(own.chat_id, 'chat_id'),
    createdAt: readInstant(own.created_at, 'created_at'),
    messages: readMessages(own.messages),
    metadata: { ...readMetadata(collectPlain(row, OWN_KEYS)), ...readMetadata(own.metadata) },
  };
}

/** What `formatKuraRow` had to change for Kura's types stands under `understory` as it was. */
function withOriginal(value: Record<string, unknown>): Record<string, unknown> {
  return isObject(value.understory) ? { ...value, ...value.understory } : value;
}

function readMessages(value: unknown): Message[] {
  if (!Array.isArray(value))
    throw new FieldFault('messages', `expected a list of messages, got ${describeValue(value)}`);
  if (value.length === 0) throw new FieldFault('messages', 'expected at least one message, got an empty list');
  return value.map((written: unknown, index) => {
    const path = `messages.${index}`;
    if (!isObject(written)) throw new FieldFault(path, `expected an object, got ${describeValue(written)}`);
    const message = withOriginal(written);
    return {
      role: readRole(message.role, `${path}.role`),
      content: readContent(message.content, `${path}.content`),
      createdAt: readInstant(message.created_at, `${path}.created_at`),
    };
  });
}

function readContent(value: unknown, path: string): string {
  // An assistant's turn that only calls a tool has a null content in OpenAI's logs.
  if (value === null) return '';
  if (typeof value !== 'string') throw new FieldFault(path, `expected text, got ${describeValue(value)}`);
  return replaceUnstorable(value);
}
