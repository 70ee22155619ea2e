import { isObject } from '../row-field.ts';
import { readAnswer, say } from './exchange.ts';
import type { LogShape } from './log-shape.ts';
import { readMessageList } from './read-message-list.ts';
import type { Found } from './row-keys.ts';
import { collectMetadata, findId, findTime, findValue, isConversationId, parseIfJson } from './row-keys.ts';

const LIST_KEYS = [
  'messages',
  'conversation',
  'conversations',
  'chat_messages',
  'turns',
  'dialog',
  'dialogue',
  'contents',
];

/**
 * One row with a list of messages: OpenAI's fine-tuning files, Anthropic's messages, ShareGPT, the export of Claude and
 * most logs of one's own. A model's answer may stand beside the list.
 */
export const messageListShape: LogShape = {
  name: 'lists of messages',
  matches: (row) => findList(row) !== null,
  read: (row) => {
    const list = findList(row) ?? { key: 'messages', value: undefined };
    const answer = findValue(row, ['response', 'completion', 'choices', 'assistant_response']);
    const id = findId(row);
    const time = findTime(row);
    const messages = [
      ...say('system', row.system, 'system'),
      ...readMessageList(list.value, list.key),
      ...(answer === null ? [] : readAnswer(answer.key === 'choices' ? row : answer.value, answer.key)),
    ];
    return {
      id: id?.id ?? null,
      isRequestId: answer !== null && !isConversationId(id),
      isPart: false,
      createdAt: time.createdAt,
      messages,
      metadata: collectMetadata(row, [id?.key, time.key, list.key, answer?.key, 'system', 'object', 'type', 'role']),
    };
  },
};

function findList(row: Record<string, unknown>): Found | null {
  for (const name of LIST_KEYS) {
    const found = findValue(row, [name]);
    const value = parseIfJson(found?.value);
    if (found !== null && Array.isArray(value) && (value.length === 0 || isObject(value[0]))) {
      return { key: found.key, value };
    }
  }
  return null;
}
