import type { LogShape } from './log-shape.ts';
import { readContent } from './read-content.ts';
import { collectMetadata, CONVERSATION_ID_KEYS, findId, findTime, findValue } from './row-keys.ts';
import { readRole } from '../row-field.ts';

const ROLE_KEYS = [
  'role',
  'sender',
  'speaker',
  'author',
  'from',
  'sender_type',
  'author_type',
  'message_role',
  'sender_role',
];
const TEXT_KEYS = ['content', 'message', 'text', 'body', 'value', 'message_text', 'message_content', 'utterance'];

/** One message a row, with the id of its conversation, as a table of messages is exported. */
export const singleMessageShape: LogShape = {
  name: 'single messages',
  matches: (row) => findValue(row, CONVERSATION_ID_KEYS) !== null && findValue(row, ROLE_KEYS) !== null && hasText(row),
  read: (row) => {
    const id = findId(row, CONVERSATION_ID_KEYS);
    const role = findValue(row, ROLE_KEYS);
    const text = findValue(row, TEXT_KEYS);
    const time = findTime(row);
    const content = readContent(text?.value, text?.key ?? 'content').text;
    return {
      id: id?.id ?? null,
      isRequestId: false,
      isPart: true,
      createdAt: time.createdAt,
      messages: [{ role: readRole(role?.value, role?.key ?? 'role'), content, createdAt: time.createdAt }],
      metadata: collectMetadata(row, [id?.key, role?.key, text?.key, time.key]),
    };
  },
};

/** A key for the words; the words themselves may be empty. */
function hasText(row: Record<string, unknown>): boolean {
  return TEXT_KEYS.some((key) => key in row) || findValue(row, TEXT_KEYS) !== null;
}
