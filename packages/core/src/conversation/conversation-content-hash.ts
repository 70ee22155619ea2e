import { createHash } from 'node:crypto';
import type { Conversation } from './conversation.ts';

/**
 * Identifies what was said: SHA-256 over the roles and contents in order.
 *
 * Ids, times and metadata do not count, so the same exchange logged twice has the same hash.
 *
 * @returns 64 hex digits.
 */
export function conversationContentHash(conversation: Pick<Conversation, 'messages'>): string {
  const canonical = JSON.stringify(conversation.messages.map(({ role, content }) => [role, content]));
  return createHash('sha256').update(canonical).digest('hex');
}
