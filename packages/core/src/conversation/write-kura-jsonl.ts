import type { JsonObject, JsonValue } from '../json.ts';
import type { Conversation, Message } from './conversation.ts';

/** Kura demands a time everywhere; this one stands where the log has none at all. */
const NO_TIME = '1970-01-01T00:00:00.000Z';

/**
 * Writes conversations in Kura's checkpoint format, so that Kura's own types load them and `readKuraJsonl` reads the
 * same conversations back.
 *
 * Kura knows less: only the roles `user` and `assistant`, a time for everything, flat metadata without null. So `system`
 * and `tool` messages are written as `assistant`, their side of the exchange; a missing time as that of the conversation
 * or its first message, else 1970; other metadata as JSON text, and null is left out. What was there before stands under
 * `understory` in the same row, where Kura does not look and `readKuraJsonl` does.
 *
 * @yields one line with its line feed for every conversation.
 *
 * @example
 * await pipeline(Readable.from(writeKuraJsonl(conversations)), createWriteStream('conversations.jsonl'));
 */
export async function* writeKuraJsonl(
  conversations: Iterable<Conversation> | AsyncIterable<Conversation>,
): AsyncGenerator<string> {
  for await (const conversation of conversations) yield `${formatKuraRow(conversation)}\n`;
}

/** One conversation as one line of JSON, without a line feed. */
export function formatKuraRow({ chatId, createdAt, messages, metadata }: Conversation): string {
  const time = createdAt ?? messages.find((message) => message.createdAt !== null)?.createdAt ?? NO_TIME;
  const flat = Object.fromEntries(
    Object.entries(metadata).flatMap(([key, value]) =>
      value === null ? [] : [[key, isFlat(value) ? value : JSON.stringify(value)]],
    ),
  );
  const original: JsonObject = {
    ...(createdAt === null ? { created_at: null } : {}),
    ...(Object.values(metadata).every(isFlat) ? {} : { metadata }),
  };
  return JSON.stringify({
    chat_id: chatId,
    created_at: time,
    messages: messages.map((message) => toKuraMessage(message, time)),
    metadata: flat,
    ...asOriginal(original),
  });
}

function toKuraMessage({ role, content, createdAt }: Message, time: string): JsonObject {
  const isKnown = role === 'user' || role === 'assistant';
  const original: JsonObject = { ...(createdAt === null ? { created_at: null } : {}), ...(isKnown ? {} : { role }) };
  return { created_at: createdAt ?? time, role: isKnown ? role : 'assistant', content, ...asOriginal(original) };
}

function asOriginal(original: JsonObject): JsonObject {
  return Object.keys(original).length === 0 ? {} : { understory: original };
}

/** Kura's metadata values: text, number, boolean, and lists of texts or numbers. */
function isFlat(value: JsonValue): boolean {
  if (Array.isArray(value)) {
    return value.every((item) => typeof item === 'string') || value.every((item) => typeof item === 'number');
  }
  return value !== null && typeof value !== 'object';
}
