import type { Conversation, MessageRole } from '../conversation/conversation.ts';

/**
 * Builds a conversation for a test.
 *
 * @param messages - the user's only message, or `[role, content]` pairs.
 *
 * @example
 * buildConversation('How do I share a report?');
 * buildConversation([['user', 'it is broken'], ['assistant', 'What is?'], ['user', 'the export']], { chatId: 'c1' });
 */
export function buildConversation(
  messages: string | readonly (readonly [MessageRole, string])[],
  rest: Partial<Omit<Conversation, 'messages'>> = {},
): Conversation {
  const pairs = typeof messages === 'string' ? ([['user', messages]] as const) : messages;
  return {
    chatId: 'chat-1',
    createdAt: '2025-01-31T09:30:00.000Z',
    messages: pairs.map(([role, content]) => ({ role, content, createdAt: null })),
    metadata: {},
    ...rest,
  };
}
