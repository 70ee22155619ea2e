import { expect, test } from 'vitest';
import type { Message } from './conversation.ts';
import { listEarlierNames, nameByWords } from './name-by-words.ts';

test('the earlier names are those of the beginnings in which user and assistant have spoken', () => {
  const say = (role: Message['role'], content: string): Message => ({ role, content, createdAt: null });
  const messages = [
    say('system', 'Be brief.'),
    say('user', 'Wo ist "die" Tür?'),
    say('assistant', 'Da.'),
    say('user', ''),
    say('assistant', 'Noch etwas?\n'),
  ];
  expect(listEarlierNames(messages)).toEqual([nameByWords(messages.slice(0, 4)), nameByWords(messages.slice(0, 3))]);
  expect(listEarlierNames(messages.slice(0, 3))).toEqual([]);
  expect(listEarlierNames([])).toEqual([]);
});
