import type { JsonObject, JsonValue } from '../json.ts';
import { replaceUnstorable } from '../text/replace-unstorable.ts';
import type { MessageRole } from './conversation.ts';

/**
 * A row cannot be read. Caught by the parser of the row, which hands `field` and the message on as a rejection.
 *
 * `field` is a path such as `messages.2.role`, or null if the whole row is unreadable.
 */
export class FieldFault extends Error {
  readonly field: string | null;

  constructor(field: string | null, reason: string) {
    super(reason);
    this.field = field;
  }
}

/**
 * Parses a row's text.
 *
 * @throws {FieldFault} with the position of the fault, but none of the text.
 */
export function parseRowJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    // V8 quotes the faulty text; the row may hold private words, so only the position is kept.
    const position = /position (\d+)/.exec(error instanceof Error ? error.message : '')?.[1];
    const where = position === undefined ? '' : ` at character ${Number(position) + 1}`;
    throw new FieldFault(null, `expected a JSON object, got text that is not valid JSON${where}`);
  }
}

const MAX_CHAT_ID_LENGTH = 512;

/**
 * Reads an identifier: text, or a whole number as text.
 *
 * @throws {FieldFault} at `path` if it is empty, longer than 512 characters or of another type.
 */
export function readChatId(value: unknown, path: string): string {
  if (typeof value === 'number' && Number.isSafeInteger(value)) return String(value);
  if (typeof value !== 'string') throw new FieldFault(path, `expected text, got ${describeValue(value)}`);
  const chatId = replaceUnstorable(value.trim());
  if (chatId === '') throw new FieldFault(path, 'expected text, got an empty string');
  if (chatId.length > MAX_CHAT_ID_LENGTH) {
    throw new FieldFault(path, `expected at most ${MAX_CHAT_ID_LENGTH} characters, got ${chatId.length}`);
  }
  return chatId;
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
  ['gpt', 'assistant'],
  ['chatgpt', 'assistant'],
  ['chatbot', 'assistant'],
  ['customer', 'user'],
  ['agent', 'assistant'],
  ['tool', 'tool'],
  ['function', 'tool'],
  ['observation', 'tool'],
  // LangChain's classes.
  ['humanmessage', 'user'],
  ['aimessage', 'assistant'],
  ['systemmessage', 'system'],
  ['toolmessage', 'tool'],
]);

/** Who spoke, in any case, by the names that different logs use; null for any other name. */
export function findRole(value: unknown): MessageRole | null {
  return typeof value === 'string' ? (ROLES.get(value.trim().toLowerCase()) ?? null) : null;
}

/**
 * Reads who spoke.
 *
 * @throws {FieldFault} at `path` if it is a name that `findRole` does not know.
 */
export function readRole(value: unknown, path: string): MessageRole {
  const role = findRole(value);
  if (role !== null) return role;
  throw new FieldFault(path, `expected user, assistant, system or tool, got ${describeValue(value)}`);
}

const ISO_INSTANT = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2})?)(?:[.,](\d+))?\s?(Z|[+-]\d{2}:?\d{2})?)?$/i;

/**
 * Reads a time, ISO 8601 or seconds or milliseconds since 1970, as ISO 8601 with milliseconds.
 *
 * Times without a zone are taken as UTC; null stays null.
 *
 * @throws {FieldFault} at `path`.
 */
export function readInstant(value: unknown, path: string): string | null {
  if (value === null || value === undefined) return null;
  const epoch = readEpoch(value);
  if (epoch !== null) return epoch;
  const match = typeof value === 'string' ? ISO_INSTANT.exec(value.trim()) : null;
  if (match) {
    const [, day, time = '00:00', fraction = '', zone = 'Z'] = match;
    const milliseconds = fraction.slice(0, 3).padEnd(3, '0');
    const fullZone = zone.length === 5 ? `${zone.slice(0, 3)}:${zone.slice(3)}` : zone.toUpperCase();
    const instant = new Date(`${day}T${time.length === 5 ? `${time}:00` : time}.${milliseconds}${fullZone}`);
    if (!Number.isNaN(instant.getTime())) return instant.toISOString();
  }
  throw new FieldFault(path, `expected an ISO 8601 time such as 2025-01-31T09:30:00Z, got ${describeValue(value)}`);
}

/** From here on a number counts milliseconds; as seconds it would lie in the year 5138. */
const FIRST_MILLISECONDS = 1e11;

/** Numbers before 1973 are not times: more likely an index or a duration. */
const FIRST_SECONDS = 1e8;

function readEpoch(value: unknown): string | null {
  const number = typeof value === 'string' && /^\d{9,13}(\.\d+)?$/.test(value) ? Number(value) : value;
  if (typeof number !== 'number' || !(number >= FIRST_SECONDS)) return null;
  const date = new Date(number < FIRST_MILLISECONDS ? number * 1000 : number);
  return Number.isNaN(date.getTime()) ? null : date.toISOString();
}

const MAX_METADATA_DEPTH = 100;

/**
 * Reads an object of anything, with what cannot be stored replaced.
 *
 * @throws {FieldFault} at `metadata` if it is no object or nested deeper than 100 levels.
 */
export function readMetadata(value: unknown): JsonObject {
  if (value === null || value === undefined) return {};
  if (!isObject(value)) throw new FieldFault('metadata', `expected an object, got ${describeValue(value)}`);
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

/** Whether a parsed value is a JSON object: no list, not null. */
export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Names a parsed value for an error: its type, or its first 40 characters. */
export function describeValue(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object') return 'an object';
  if (typeof value === 'string') {
    return value === '' ? 'an empty string' : JSON.stringify(value.length > 40 ? `${value.slice(0, 40)}…` : value);
  }
  return `the ${typeof value} ${String(value)}`;
}
