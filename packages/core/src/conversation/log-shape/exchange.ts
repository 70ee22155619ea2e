import type { Message, MessageRole } from '../conversation.ts';
import { isObject } from '../row-field.ts';
import { readContent } from './read-content.ts';
import { readMessage, readMessageList } from './read-message-list.ts';
import { parseIfJson } from './row-keys.ts';

const QUESTION_KEYS = [
  'messages',
  'chat_history',
  'contents',
  'input',
  'inputs',
  'prompt',
  'question',
  'query',
  'user_message',
  'text',
];
const ANSWER_KEYS = ['output', 'outputs', 'output_text', 'answer', 'response', 'result', 'completion', 'text'];

/**
 * Reads what was sent to a model: a text, a list of messages, or a request or a trace's input that holds one.
 *
 * @throws {FieldFault} with the path below `path` of a message that cannot be read.
 */
export function readQuestion(given: unknown, path: string): Message[] {
  const value = parseIfJson(given);
  if (typeof value === 'string') return say('user', value, path);
  if (Array.isArray(value)) return readMessageList(value, path, 'user');
  if (!isObject(value)) return [];
  if (value.role !== undefined || isObject(value.kwargs)) return readMessage(value, path, 'user');
  const system = say('system', value.system ?? value.instructions, `${path}.system`);
  const key = QUESTION_KEYS.find((name) => value[name] !== undefined && value[name] !== null);
  return key === undefined ? system : [...system, ...readQuestion(value[key], `${path}.${key}`)];
}

/**
 * Reads what a model answered: a text, messages, a response of OpenAI, Anthropic, Gemini or Ollama, or a trace's output.
 *
 * @throws {FieldFault} with the path below `path` of a message that cannot be read.
 */
export function readAnswer(given: unknown, path: string): Message[] {
  const value = parseIfJson(given);
  if (typeof value === 'string') return say('assistant', value, path);
  if (Array.isArray(value)) {
    const first: unknown = value[0];
    if (Array.isArray(first) || (isObject(first) && first.message !== undefined)) return readAnswer(first, `${path}.0`);
    return readMessageList(value, path, 'assistant');
  }
  if (!isObject(value)) return [];
  if (isObject(value.message)) return readMessage(value.message, `${path}.message`, 'assistant');
  for (const key of ['body', 'choices', 'candidates', 'generations', 'messages']) {
    if (typeof value[key] === 'object' && value[key] !== null) return readAnswer(value[key], `${path}.${key}`);
  }
  if (value.content !== undefined || isObject(value.kwargs)) return readMessage(value, path, 'assistant');
  const key = ANSWER_KEYS.find((name) => value[name] !== undefined && value[name] !== null);
  return key === undefined ? [] : readAnswer(value[key], `${path}.${key}`);
}

/** One message of someone, none for no words. */
export function say(role: MessageRole, content: unknown, path: string): Message[] {
  const { text } = readContent(content, path);
  return text === '' ? [] : [{ role, content: text, createdAt: null }];
}
