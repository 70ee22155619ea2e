import type { JsonObject } from '../../json.ts';
import { isObject, readChatId, readInstant, readMetadata } from '../row-field.ts';

/** A value of a row with the key it was found under. */
export interface Found {
  key: string;
  value: unknown;
}

/**
 * Finds the first of some keys that a row has a value for, however the row writes them: `userMessage`, `User message`
 * and `user_message` are the same.
 *
 * @param names - in snake case, the preferred first.
 */
export function findValue(row: Record<string, unknown>, names: readonly string[]): Found | null {
  const keys = nameKeys(row);
  for (const name of names) {
    const key = keys.get(name);
    if (key !== undefined && row[key] !== null && row[key] !== undefined && row[key] !== '') {
      return { key, value: row[key] };
    }
  }
  return null;
}

/** A row is asked for many names; its keys are put into snake case once. */
const keysByRow = new WeakMap<object, ReadonlyMap<string, string>>();

function nameKeys(row: Record<string, unknown>): ReadonlyMap<string, string> {
  const known = keysByRow.get(row);
  if (known !== undefined) return known;
  const keys = new Map(Object.keys(row).map((key) => [toSnakeCase(key), key]));
  keysByRow.set(row, keys);
  return keys;
}

const MAX_KNOWN_KEYS = 10_000;
/** The rows of a log have the same few keys. */
const snakeCases = new Map<string, string>();

function toSnakeCase(key: string): string {
  const known = snakeCases.get(key);
  if (known !== undefined) return known;
  const snakeCase = key
    .replace(/(\p{Ll}|\p{N})(\p{Lu})/gu, '$1_$2')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '_')
    .replace(/^_+|_+$/g, '');
  if (snakeCases.size < MAX_KNOWN_KEYS) snakeCases.set(key, snakeCase);
  return snakeCase;
}

/** Keys that name the whole conversation, whichever of its messages the row holds. */
export const CONVERSATION_ID_KEYS = ['chat_id', 'conversation_id', 'thread_id', 'session_id', 'dialog_id', 'ticket_id'];
const ROW_ID_KEYS = ['chat_id', 'conversation_id', 'id', 'uuid', 'custom_id', 'request_id', 'trace_id', 'run_id'];
const TIME_KEYS = [
  'created_at',
  'create_time',
  'timestamp',
  'created',
  'start_time',
  'started_at',
  'request_created_at',
  'datetime',
  'date',
  'time',
];

/** Finds the id of a row that holds a whole conversation. */
export function findId(
  row: Record<string, unknown>,
  names: readonly string[] = ROW_ID_KEYS,
): (Found & { id: string }) | null {
  const found = findValue(row, names);
  return found === null ? null : { ...found, id: readChatId(found.value, found.key) };
}

/** Whether an id was found under a key that names the whole conversation. */
export function isConversationId(found: Found | null): boolean {
  return found !== null && CONVERSATION_ID_KEYS.includes(toSnakeCase(found.key));
}

/** Finds a row's time: ISO 8601, or seconds or milliseconds since 1970. A time in words is left to the metadata. */
export function findTime(row: Record<string, unknown>): { key: string | null; createdAt: string | null } {
  const found = findValue(row, TIME_KEYS);
  if (found === null) return { key: null, createdAt: null };
  try {
    return { key: found.key, createdAt: readInstant(found.value, found.key) };
  } catch {
    return { key: null, createdAt: null };
  }
}

/**
 * What else a row says: its `metadata` object, and the texts, numbers and yes/no values, or lists of them, that stand
 * at its top under keys of their own.
 */
export function collectMetadata(
  row: Record<string, unknown>,
  usedKeys: readonly (string | null | undefined)[],
): JsonObject {
  const given = parseIfJson(row.metadata);
  return readMetadata({ ...collectPlain(row, [...usedKeys, 'metadata']), ...(isObject(given) ? given : {}) });
}

/** The texts, numbers and yes/no values of a row, or lists of them, but for those under `usedKeys`. */
export function collectPlain(
  row: Record<string, unknown>,
  usedKeys: readonly (string | null | undefined)[],
): Record<string, unknown> {
  const used = new Set(usedKeys);
  return Object.fromEntries(Object.entries(row).filter(([key, value]) => !used.has(key) && isPlain(value)));
}

function isPlain(value: unknown): boolean {
  if (Array.isArray(value)) return value.length > 0 && value.every((item) => !Array.isArray(item) && isPlain(item));
  return (typeof value === 'string' && value !== '') || typeof value === 'number' || typeof value === 'boolean';
}

/** A list or an object that a CSV cell or a database column holds as text; anything else stays as it is. */
export function parseIfJson(value: unknown): unknown {
  if (typeof value !== 'string' || !/^\s*[[{]/.test(value)) return value;
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
}
