import type { Message } from '../conversation.ts';
import { findRole, isObject } from '../row-field.ts';
import type { LogShape } from './log-shape.ts';
import { readContent } from './read-content.ts';
import { collectMetadata, findId, findTime } from './row-keys.ts';

/**
 * A conversation of the data export of ChatGPT (`conversations.json`): a tree of messages, of which the branch that was
 * on the screen last is taken.
 */
export const chatgptExportShape: LogShape = {
  name: 'conversations of a ChatGPT export',
  matches: (row) => isObject(row.mapping),
  read: (row) => {
    const mapping = isObject(row.mapping) ? row.mapping : {};
    const id = findId(row, ['conversation_id', 'id']);
    const time = findTime(row);
    return {
      id: id?.id ?? null,
      isRequestId: false,
      isPart: false,
      createdAt: time.createdAt,
      messages: followBranch(mapping, row.current_node).flatMap(readNode),
      metadata: collectMetadata(row, [id?.key, 'id', 'create_time', 'update_time', 'mapping', 'current_node']),
    };
  },
};

function followBranch(mapping: Record<string, unknown>, end: unknown): Record<string, unknown>[] {
  const branch: Record<string, unknown>[] = [];
  const seen = new Set<unknown>();
  let id: unknown = end ?? Object.keys(mapping).at(-1);
  while (typeof id === 'string' && !seen.has(id)) {
    seen.add(id);
    const node = mapping[id];
    if (!isObject(node)) break;
    branch.push(node);
    id = node.parent;
  }
  return branch.reverse();
}

const UNSPOKEN = new Set(['thoughts', 'reasoning_recap', 'user_editable_context', 'model_editable_context']);

function readNode({ message }: Record<string, unknown>): Message[] {
  if (!isObject(message) || !isObject(message.content)) return [];
  const { author, content, metadata } = message;
  if (UNSPOKEN.has(String(content.content_type))) return [];
  if (isObject(metadata) && metadata.is_visually_hidden_from_conversation === true) return [];
  const role = isObject(author) ? findRole(author.role) : null;
  const { text } = readContent(content.parts ?? content, 'mapping');
  return role === null || text === '' ? [] : [{ role, content: text, createdAt: findTime(message).createdAt }];
}
