import type { Message } from '../../conversation/conversation.ts';
import { estimateTokens } from '../../model/estimate-tokens.ts';

/** What was left out of a conversation that was too long. */
export interface ConversationCut {
  /** Messages kept from the beginning, at least one. */
  keptFirst: number;
  /** Messages kept from the end. */
  keptLast: number;
  /** Messages left out between them. */
  leftOut: number;
  /** Characters left out of the kept messages that were too long by themselves. */
  charactersLeftOut: number;
  /** Estimated tokens of the whole conversation. */
  tokens: number;
}

/** A role and a line break. */
const TOKENS_PER_TURN = 3;

/**
 * Shortens a conversation to a number of tokens, at its turns.
 *
 * The first messages say what is wanted and the last ones what came of it, so first messages are kept up to half of the
 * room and last ones in the rest. Between them stands a line that says how many were left out. The first message always
 * stays; one that is too long by itself keeps its beginning and its end.
 */
export function cutConversation(
  messages: readonly Message[],
  maxTokens: number,
): { messages: Message[]; cut: ConversationCut | null } {
  const sizes = messages.map(({ content }) => estimateTokens(content) + TOKENS_PER_TURN);
  const tokens = sizes.reduce((sum, size) => sum + size, 0);
  if (tokens <= maxTokens) return { messages: [...messages], cut: null };

  const half = Math.floor(maxTokens / 2);
  let charactersLeftOut = 0;
  const keep = (index: number, room: number): Message => {
    const message = messages[index];
    if (sizes[index] <= room) return message;
    const { content, dropped } = cutText(message.content, room / sizes[index]);
    charactersLeftOut += dropped;
    return { ...message, content };
  };

  const first: Message[] = [keep(0, half)];
  let used = Math.min(sizes[0], half);
  while (first.length < messages.length && used + sizes[first.length] <= half) {
    used += sizes[first.length];
    first.push(messages[first.length]);
  }
  const last: Message[] = [];
  for (let i = messages.length - 1; i >= first.length; i--) {
    if (used + sizes[i] > maxTokens) {
      // Without its last turn the outcome is lost, so at least part of it stays.
      if (last.length === 0) last.push(keep(i, maxTokens - used));
      break;
    }
    used += sizes[i];
    last.unshift(messages[i]);
  }
  const leftOut = messages.length - first.length - last.length;
  const mark: Message[] =
    leftOut === 0 ? [] : [{ role: 'system', content: `[${leftOut} messages left out]`, createdAt: null }];
  return {
    messages: [...first, ...mark, ...last],
    cut: { keptFirst: first.length, keptLast: last.length, leftOut, charactersLeftOut, tokens },
  };
}

function cutText(content: string, share: number): { content: string; dropped: number } {
  const end = Math.max(10, Math.floor((content.length * share) / 2));
  const dropped = content.length - 2 * end;
  if (dropped <= 0) return { content, dropped: 0 };
  return { content: `${content.slice(0, end)} [${dropped} characters left out] ${content.slice(-end)}`, dropped };
}
