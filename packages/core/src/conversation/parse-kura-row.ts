import type { JsonObject, JsonValue } from '../json.ts';
import { replaceUnstorable } from '../text/replace-unstorable.ts';
import type { Conversation, Message, MessageRole } from './conversation.ts';

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
    return { conversation: readConversation(parseJson(text)) };
  } catch (error) {
    if (error instanceof FieldFault) return { field: error.field, reason: error.message };
    throw error;
  }
}

class FieldFault extends Error {
  readonly field: string | null;

  constructor(field: string | null, reason: string) {
    super(reason);
    this.field = field;
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    // V8 quotes the faulty text; the row may hold private words, so only the position is kept.
    const position = /position (\d+)/.exec(error instanceof Error ? error.message : '')?.[1];
    const where = position === undefined ? '' : ` at character ${Number(position) + 1}`;
    throw new FieldFault(null, `expected a JSON object, got text that is not valid JSON${where}`);
  }
}

function readConversation(row: unknown): Conversation {
  if (!isObject(row)) throw new FieldFault(null, `expected a JSON object, got ${describe(row)}`);
  const own = withOriginal(row);
  return {
    chatId: readChatId(own.chat_id),
    createdAt: readInstant(own.created_at, 'created_at'),
    messages: readMessages(own.messages),
    metadata: readMetadata(own.metadata),
  };
}

/** What `formatKuraRow` had to change for Kura's types stands under `understory` as it was. */
function withOriginal(value: Record<string, unknown>): Record<string, unknown> {
  return isObject(value.understory) ? { ...value, ...value.understory } : value;
}

const MAX_CHAT_ID_LENGTH = 512;

function readChatId(value: unknown): string {
  if (typeof value === 'number' && Number.isSafeInteger(value)) return String(value);
  if (typeof value !== 'string') throw new FieldFault('chat_id', `expected text, got ${describe(value)}`);
  const chatId = replaceUnstorable(value.trim());
  if (chatId === '') throw new FieldFault('chat_id', 'expected text, got an empty string');
  if (chatId.length > MAX_CHAT_ID_LENGTH) {
    throw new FieldFault('chat_id', `expected at most ${MAX_CHAT_ID_LENGTH} characters, got ${chatId.length}`);
  }
  return chatId;
}

function readMessages(value: unknown): Message[] {
  if (!Array.isArray(value)) throw new FieldFault('messages', `expected a list of messages, got ${describe(value)}`);
  if (value.length === 0) throw new FieldFault('messages', 'expected at least one message, got an empty list');
  return value.map((written: unknown, index) => {
    const path = `messages.${index}`;
    if (!isObject(written)) throw new FieldFault(path, `expected an object, got ${describe(written)}`);
    const message = withOriginal(written);
    return {
      role: readRole(message.role, `${path}.role`),
      content: readContent(message.content, `${path}.content`),
      createdAt: readInstant(message.created_at, `${path}.created_at`),
    };
  });
}

/** Names that other logs use for the four roles. OpenAI calls the newer system role `developer`. */
const ROLES: ReadonlyMap<string, MessageRole> = new Map([
  ['system', 'system'],
  ['developer', 'system'],
  ['user', 'user'],
  ['human', 'user'],
  ['assistant', 'assistant'],
  ['ai', 'assistant'],
  ['bot', 'assistant'],
  ['model', 'assistant'],
  ['tool', 'tool'],
  ['function', 'tool'],
]);

function readRole(value: unknown, path: string): MessageRole {
  const role = typeof value === 'string' ? ROLES.get(value.trim().toLowerCase()) : undefined;
  if (role === undefined) {
    throw new FieldFault(path, `expected user, assistant, system or tool, got ${describe(value)}`);
  }
  return role;
}

function readContent(value: unknown, path: string): string {
  // An assistant's turn that only calls a tool has a null content in OpenAI's logs.
  if (value === null) return '';
  if (typeof value !== 'string') throw new FieldFault(path, `expected text, got ${describe(value)}`);
  return replaceUnstorable(value);
}

const ISO_INSTANT = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2})?)(?:[.,](\d+))?\s?(Z|[+-]\d{2}:?\d{2})?)?$/i;

function readInstant(value: unknown, path: string): string | null {
  if (value === null || value === undefined) return null;
  const match = typeof value === 'string' ? ISO_INSTANT.exec(value.trim()) : null;
  if (match) {
    const [, day, time = '00:00', fraction = '', zone = 'Z'] = match;
    const milliseconds = fraction.slice(0, 3).padEnd(3, '0');
    const fullZone = zone.length === 5 ? `${zone.slice(0, 3)}:${zone.slice(3)}` : zone.toUpperCase();
    const instant = new Date(`${day}T${time.length === 5 ? `${time}:00` : time}.${milliseconds}${fullZone}`);
    if (!Number.isNaN(instant.getTime())) return instant.toISOString();
  }
  throw new FieldFault(path, `expected an ISO 8601 time such as 2025-01-31T09:30:00Z, got ${describe(value)}`);
}

const MAX_METADATA_DEPTH = 100;

function readMetadata(value: unknown): JsonObject {
  if (value === null || value === undefined) return {};
  if (!isObject(value)) throw new FieldFault('metadata', `expected an object, got ${describe(value)}`);
  return cleanObject(value, 1);
}

function cleanObject(object: Record<string, unknown>, depth: number): JsonObject {
  if (depth > MAX_METADATA_DEPTH) {
    throw new FieldFault('metadata', `expected at most ${MAX_METADATA_DEPTH} levels of nesting`);
  }
  // fromEntries defines a key `__proto__` as data, where an assignment would change the prototype.
  return Object.fromEntries(
    Object.entries(object).map(([key, value]) => [replaceUnstorable(key), cleanValue(value, depth)]),
  );
}

function cleanValue(value: unknown, depth: number): JsonValue {
  if (typeof value === 'string') return replaceUnstorable(value);
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  if (typeof value === 'boolean') return value;
  if (Array.isArray(value)) {
    if (depth > MAX_METADATA_DEPTH) {
      throw new FieldFault('metadata', `expected at most ${MAX_METADATA_DEPTH} levels of nesting`);
    }
    return value.map((item: unknown) => cleanValue(item, depth + 1));
  }
  return isObject(value) ? cleanObject(value, depth + 1) : null;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function describe(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object') return 'an object';
  if (typeof value === 'string') {
    return value === '' ? 'an empty string' : JSON.stringify(value.length > 40 ? `${value.slice(0, 40)}…` : value);
  }
  return `the ${typeof value} ${String(value)}`;
}
