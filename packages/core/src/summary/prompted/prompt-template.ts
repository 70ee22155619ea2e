import { Liquid, LiquidError } from 'liquidjs';
import type { Message } from '../../conversation/conversation.ts';
import type { GlossaryEntry } from '../summary-form.ts';

/** What a prompt may use. */
export interface PromptData {
  messages: readonly Message[];
  glossary: readonly GlossaryEntry[];
}

const VARIABLES = ['conversation', 'context', 'messages', 'glossary', 'glossary_entries'];
/** At least one of these, or every conversation would get the same summary. */
const CONVERSATION_VARIABLES = ['conversation', 'context', 'messages'];

/** Templates come from users: no files, no prototype, bounded time and memory. */
const engine = new Liquid({
  strictVariables: true,
  strictFilters: true,
  ownPropertyOnly: true,
  templates: {},
  parseLimit: 100_000,
  renderLimit: 2000,
  memoryLimit: 50_000_000,
});

const SAMPLE: PromptData = {
  messages: [
    { role: 'user', content: 'How do I share a report?', createdAt: null },
    { role: 'assistant', content: 'Open it and choose Share.', createdAt: null },
  ],
  glossary: [{ name: 'Reports', aliases: ['dashboards'], description: 'Pages that show results.' }],
};

/** @returns what is wrong with a prompt and where, or null. */
export function findPromptFault(prompt: string): string | null {
  try {
    const used = engine.globalVariablesSync(engine.parse(prompt));
    const unknown = used.find((name) => !VARIABLES.includes(name));
    if (unknown !== undefined) {
      return `expected only the variables ${VARIABLES.join(', ')}, got "${unknown}"${whereIs(prompt, unknown)}`;
    }
    if (!used.some((name) => CONVERSATION_VARIABLES.includes(name))) {
      return `expected it to use one of ${CONVERSATION_VARIABLES.join(', ')}, or no conversation reaches the model`;
    }
    renderPrompt(prompt, SAMPLE);
    return null;
  } catch (error) {
    if (error instanceof LiquidError || error instanceof Error) return `expected a Liquid template: ${error.message}`;
    throw error;
  }
}

/**
 * Fills a prompt. Whatever users and assistants wrote is text: it can neither run template code nor close or open a tag
 * that the prompt itself uses.
 */
export function renderPrompt(prompt: string, { messages, glossary }: PromptData): string {
  const tags = listTags(prompt);
  const said = messages.map(({ role, content }) => ({ role, content: disarmTags(content, tags) }));
  return engine.parseAndRenderSync(prompt, {
    conversation: said.map(({ role, content }) => `${role}: ${content}`).join('\n\n'),
    context: said[0]?.content ?? '',
    messages: said,
    glossary: glossary.map(formatEntry).join('\n'),
    glossary_entries: glossary.map(({ name, aliases, description = '' }) => ({ name, aliases, description })),
  });
}

/** Names of the tags that a prompt fences its parts with: `<context>`. */
function listTags(prompt: string): string[] {
  return [...new Set([...prompt.matchAll(/<\/?([a-z][\w-]*)/gi)].map(([, name]) => name.toLowerCase()))];
}

/** Other tags stay as they are: conversations about HTML are summarised too. */
function disarmTags(text: string, tags: readonly string[]): string {
  if (tags.length === 0) return text;
  return text.replaceAll(new RegExp(`<(?=\\s*/?\\s*(?:${tags.join('|')})\\b)`, 'gi'), '&lt;');
}

function formatEntry({ name, aliases, description }: GlossaryEntry): string {
  const also = aliases.length === 0 ? '' : ` (also: ${aliases.join(', ')})`;
  return `- ${name}${also}${description ? `: ${description}` : ''}`;
}

function whereIs(prompt: string, name: string): string {
  const lines = prompt.split('\n');
  const line = lines.findIndex((text) => new RegExp(`[{%|,=(\\s]${name}\\b`).test(text) && /\{[{%]/.test(text));
  return line < 0 ? '' : ` in line ${line + 1}`;
}
