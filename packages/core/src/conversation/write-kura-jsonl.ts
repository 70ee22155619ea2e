import type { Conversation } from './conversation.ts';

/**
 * Writes conversations in Kura's checkpoint format, so that `readKuraJsonl` reads the same conversations back.
 *
 * A missing time is written as null, and the roles `system` and `tool` as they are; Kura itself accepts neither.
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
  return JSON.stringify({
    chat_id: chatId,
    created_at: createdAt,
    messages: messages.map((message) => ({
      created_at: message.createdAt,
      role: message.role,
      content: message.content,
    })),
    metadata,
  });
}
