/** Words that stand in for a name: "a specific tool", "various features". */
const PLACEHOLDER_ADJECTIVES = ['specific', 'particular', 'certain', 'various', 'unspecified'];
const PLACEHOLDER_NOUNS = [
  'application',
  'approach',
  'aspect',
  'component',
  'concept',
  'element',
  'error',
  'feature',
  'framework',
  'function',
  'functionality',
  'issue',
  'method',
  'option',
  'platform',
  'problem',
  'process',
  'product',
  'question',
  'service',
  'setting',
  'software',
  'system',
  'task',
  'technique',
  'technology',
  'tool',
  'topic',
];

/**
 * Phrases that say nothing about a conversation. A user of another domain or language passes another list.
 *
 * An `s` at the end of a phrase's last word makes no difference: "various feature" finds "various features".
 */
export const DEFAULT_VAGUE_PHRASES: readonly string[] = [
  ...PLACEHOLDER_ADJECTIVES.flatMap((adjective) => PLACEHOLDER_NOUNS.map((noun) => `${adjective} ${noun}`)),
  'some kind of',
  'some sort of',
  'and so on',
  'among other things',
  'other things',
  'related topic',
  'related issue',
  'related matter',
  'general information',
  'general help',
  'general assistance',
  'general guidance',
  'general question',
  'something',
];

/** What language models write around a summary; it never belongs in one. */
export const DEFAULT_BANNED_PHRASES: readonly string[] = [
  'as an AI',
  'as a language model',
  "here's a summary",
  'here is a summary',
  "here's my summary",
  'here is my summary',
  'summary of the conversation',
  'in this conversation',
  'the conversation is about',
  'the conversation involves',
  "I'm sorry",
  'I cannot',
  'no personally identifiable information',
];
