import type { Message } from '../../conversation/conversation.ts';
import { disarmTags } from '../../model/quote-text.ts';
import { cutConversation } from '../../summary/prompted/cut-conversation.ts';

/** As much of a conversation as a judge reads, in tokens; the summary step's own default. */
export const MAX_JUDGED_TOKENS = 8000;

/**
 * A conversation between two tags for a prompt, cut at its turns as the summary step cuts it. Nothing in it can close
 * the tag.
 */
export function quoteConversation(messages: readonly Message[], maxTokens = MAX_JUDGED_TOKENS): string {
  const said = cutConversation(messages, maxTokens).messages.map(
    ({ role, content }) => `${role}: ${disarmTags(content)}`,
  );
  return ['<conversation>', said.join('\n\n'), '</conversation>'].join('\n');
}
