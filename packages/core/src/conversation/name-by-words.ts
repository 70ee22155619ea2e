import { createHash } from 'node:crypto';
import { conversationContentHash } from './conversation-content-hash.ts';
import type { Message } from './conversation.ts';

const NAME_LENGTH = 16;

/** Names a conversation that has no id by what was said: the first 16 hex digits of its content hash. */
export function nameByWords(messages: readonly Message[]): string {
  return conversationContentHash({ messages: [...messages] }).slice(0, NAME_LENGTH);
}

/**
 * The names that a conversation without an id had when it was shorter: those of its beginnings that hold a message of
 * the user and one of the assistant, the longest first, itself left out.
 *
 * @example
 * listEarlierNames(messages).includes(nameByWords(messages.slice(0, 2)));
 */
export function listEarlierNames(messages: readonly Message[]): string[] {
  // What `conversationContentHash` hashes, a message at a time: a long conversation has many beginnings.
  const hash = createHash('sha256').update('[');
  const seen = new Set<Message['role']>();
  const names: string[] = [];
  for (const [index, { role, content }] of messages.slice(0, -1).entries()) {
    hash.update((index === 0 ? '' : ',') + JSON.stringify([role, content]));
    seen.add(role);
    if (!seen.has('user') || !seen.has('assistant')) continue;
    names.push(hash.copy().update(']').digest('hex').slice(0, NAME_LENGTH));
  }
  return names.toReversed();
}
