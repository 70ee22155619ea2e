import { replaceUnstorable } from '../../text/replace-unstorable.ts';
import { describeValue, FieldFault, isObject } from '../row-field.ts';

/** A message's words, and what tools answered, which some logs put into the user's message. */
export interface MessageContent {
  text: string;
  toolResults: string[];
}

/**
 * Reads a message's content: text, or a list of blocks as Anthropic, OpenAI and Gemini log them.
 *
 * Text blocks are joined by an empty line. An image, a file or a call of a tool stands as a word in brackets, such as
 * `[image]` or `[calls look_up_order]`; the model's reasoning is left out.
 *
 * @throws {FieldFault} at `path` if it is neither text nor a list nor null.
 */
export function readContent(value: unknown, path: string): MessageContent {
  if (value === null || value === undefined) return { text: '', toolResults: [] };
  if (typeof value === 'string') return { text: replaceUnstorable(value), toolResults: [] };
  if (isObject(value) && Array.isArray(value.parts)) return readContent(value.parts, `${path}.parts`);
  const blocks = isObject(value) ? [value] : value;
  if (!Array.isArray(blocks)) {
    throw new FieldFault(path, `expected text or a list of content blocks, got ${describeValue(value)}`);
  }
  const texts: string[] = [];
  const toolResults: string[] = [];
  for (const block of blocks as unknown[]) {
    if (isObject(block) && block.type === 'tool_result') toolResults.push(readContent(block.content, path).text);
    else texts.push(readBlock(block));
  }
  const text = texts.filter((part) => part !== '').join('\n\n');
  return { text: replaceUnstorable(text), toolResults };
}

/** Part of a block's type → the word that stands for it. */
const MEDIA = ['image', 'audio', 'video', 'document', 'file'];
const UNSPOKEN = new Set(['thinking', 'redacted_thinking', 'reasoning', 'reasoning_content']);

function readBlock(block: unknown): string {
  if (typeof block === 'string') return block;
  if (!isObject(block)) return '';
  const type = String(block.type ?? block.content_type ?? '');
  if (UNSPOKEN.has(type)) return '';
  if (typeof block.text === 'string') return block.text;
  if (typeof block.refusal === 'string') return block.refusal;
  if (type.endsWith('tool_use')) return nameCall(block.name);
  const media = MEDIA.find((word) => type.includes(word)) ?? (isObject(block.inlineData) ? 'file' : undefined);
  return media === undefined ? '' : `[${media}]`;
}

/** Stands for an assistant's turn that only calls a tool. */
export function nameCall(tool: unknown): string {
  return typeof tool === 'string' ? `[calls ${tool}]` : '[calls a tool]';
}
