import type { JsonObject } from '../json.ts';

export const MESSAGE_ROLES = ['system', 'user', 'assistant', 'tool'] as const;
export type MessageRole = (typeof MESSAGE_ROLES)[number];

export interface Message {
  role: MessageRole;
  content: string;
  /** ISO 8601 instant, or null where the log has none. */
  createdAt: string | null;
}

/** One logged conversation, as the pipeline sees it. Gold labels are never part of it. */
export interface Conversation {
  /** The log's own identifier, unique within a dataset. */
  chatId: string;
  /** ISO 8601 instant, or null where the log has none. */
  createdAt: string | null;
  /** In the order they were said; at least one. */
  messages: Message[];
  /** Whatever else the log holds, without the gold label. Steps may not use it for anything but display. */
  metadata: JsonObject;
}
