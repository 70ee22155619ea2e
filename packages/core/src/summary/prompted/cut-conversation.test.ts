import { expect, test } from 'vitest';
import type { Message } from '../../conversation/conversation.ts';
import { estimateTokens } from '../../model/estimate-tokens.ts';
import { cutConversation } from './cut-conversation.ts';

const turns = (count: number, text = 'one two three four five six seven'): Message[] =>
  Array.from({ length: count }, (_, i) => ({
    role: i % 2 === 0 ? 'user' : 'assistant',
    content: `${i}: ${text}`,
    createdAt: null,
  }));

test('a conversation that fits stays as it is', () => {
  const messages = turns(4);
  expect(cutConversation(messages, 1000)).toEqual({ messages, cut: null });
});

test('of a long one the first and the last turns stay whole, and the cut says how many are missing', () => {
  const messages = turns(100);
  // Each turn: 7 words, a number, a colon, and 3 for the turn: 12 tokens. Half of 120 holds five, the other half five.
  const { messages: kept, cut } = cutConversation(messages, 120);
  expect(cut).toEqual({ keptFirst: 5, keptLast: 5, leftOut: 90, charactersLeftOut: 0, tokens: 1200 });
  expect(kept).toEqual([
    ...messages.slice(0, 5),
    { role: 'system', content: '[90 messages left out]', createdAt: null },
    ...messages.slice(95),
  ]);
});

test('a single message that is too long keeps its beginning and its end', () => {
  const [message] = turns(1, 'word '.repeat(5000));
  const { messages, cut } = cutConversation([message], 400);
  expect(messages[0].content.startsWith('0: word')).toBe(true);
  expect(messages[0].content.endsWith('word ')).toBe(true);
  expect(cut?.charactersLeftOut).toBeGreaterThan(20_000);
  expect(estimateTokens(messages[0].content)).toBeLessThanOrEqual(400);
});

test('a last turn that is too long keeps a part, so that the outcome is not lost', () => {
  const messages = [...turns(3), ...turns(1, 'end '.repeat(5000))];
  const { messages: kept, cut } = cutConversation(messages, 400);
  expect(kept.at(-1)?.content).toContain('characters left out');
  expect(cut).toMatchObject({ keptFirst: 3, keptLast: 1, leftOut: 0 });
});
