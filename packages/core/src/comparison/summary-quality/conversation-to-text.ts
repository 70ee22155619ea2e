import type { Conversation } from '../../conversation/conversation.ts';

/** What a summary is compared with: everything that was said, the system's instructions left out. */
export function conversationToText({ messages }: Conversation): string {
  return messages
    .filter(({ role }) => role !== 'system')
    .map(({ content }) => content)
    .join('\n\n');
}
