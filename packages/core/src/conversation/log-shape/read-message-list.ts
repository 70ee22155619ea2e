import type { Message, MessageRole } from '../conversation.ts';
import { describeValue, FieldFault, findRole, isObject, readRole } from '../row-field.ts';
import { nameCall, readContent } from './read-content.ts';
import { findTime } from './row-keys.ts';

/**
 * Reads messages as OpenAI, Anthropic, Gemini, LangChain, ShareGPT and Claude's export write them.
 *
 * What a tool answered inside a user's message becomes a message of its own with the role `tool`.
 *
 * @param speaker - who spoke where a message does not say; such messages are rejected by default.
 * @throws {FieldFault} with a path such as `messages.2.role`.
 */
export function readMessageList(value: unknown, path: string, speaker?: MessageRole): Message[] {
  if (!Array.isArray(value)) throw new FieldFault(path, `expected a list of messages, got ${describeValue(value)}`);
  // LangSmith logs a batch of one list.
  if (value.length === 1 && Array.isArray(value[0])) return readMessageList(value[0], path, speaker);
  return value.flatMap((item: unknown, index) => readMessage(item, `${path}.${index}`, speaker));
}

/**
 * Reads one message; several where it also holds what tools answered, none where it holds only reasoning.
 *
 * @throws {FieldFault} as `readMessageList` does.
 */
export function readMessage(value: unknown, path: string, speaker?: MessageRole): Message[] {
  if (!isObject(value)) throw new FieldFault(path, `expected an object, got ${describeValue(value)}`);
  const createdAt = findTime(value).createdAt;
  if (value.type === 'reasoning') return [];
  if (value.type === 'function_call') return [{ role: 'assistant', content: nameCall(value.name), createdAt }];
  if (value.type === 'function_call_output') {
    return [{ role: 'tool', content: readContent(value.output, `${path}.output`).text, createdAt }];
  }
  const message = isObject(value.kwargs) ? { ...value.kwargs, role: lastOf(value.id) } : value;
  const [roleKey, role] = findKey(message, ['role', 'from', 'sender', 'author', 'type']) ?? ['role', speaker];
  const [contentKey, content] = findKey(message, ['content', 'value', 'parts', 'text', 'message']) ?? ['content', null];
  // Claude's export keeps the words of older messages beside an empty list of blocks.
  const words = Array.isArray(content) && content.length === 0 ? (message.text ?? content) : content;
  const { text, toolResults } = readContent(words, `${path}.${contentKey}`);
  const results = toolResults.map((result): Message => ({ role: 'tool', content: result, createdAt }));
  if (text === '' && results.length > 0) return results;
  return [
    ...results,
    {
      role:
        roleKey === 'type' && speaker !== undefined
          ? (findRole(role) ?? speaker)
          : readRole(role, `${path}.${roleKey}`),
      content: text === '' ? describeCalls(message.tool_calls) : text,
      createdAt,
    },
  ];
}

function findKey(message: Record<string, unknown>, keys: readonly string[]): [string, unknown] | null {
  const key = keys.find((name) => message[name] !== undefined && message[name] !== null);
  return key === undefined ? null : [key, message[key]];
}

function lastOf(value: unknown): unknown {
  return Array.isArray(value) ? value.at(-1) : undefined;
}

function describeCalls(calls: unknown): string {
  if (!Array.isArray(calls)) return '';
  return calls
    .map((call: unknown) => nameCall(isObject(call) && isObject(call.function) ? call.function.name : null))
    .join(' ');
}
