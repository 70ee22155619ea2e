import { createHash } from 'node:crypto';
import { conversationContentHash } from './conversation-content-hash.ts';
import type { Conversation } from './conversation.ts';

/** Where the pipeline's conversations come from; loaded only if the summaries are not stored yet. */
export interface ConversationSource {
  /** Stands for all conversations and their order. */
  contentHash: string;
  count: number;
  load(): Promise<readonly Conversation[]>;
}

/**
 * Conversations in memory as the pipeline takes them.
 *
 * @example
 * const pipeline = createPipeline({ conversations: createConversationSource(conversations), … });
 */
export function createConversationSource(conversations: readonly Conversation[]): ConversationSource {
  const hash = createHash('sha256');
  for (const conversation of conversations) {
    hash.update(JSON.stringify([conversation.chatId, conversationContentHash(conversation)]));
  }
  return { contentHash: hash.digest('hex'), count: conversations.length, load: async () => conversations };
}
