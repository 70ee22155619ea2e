/** A feature of the glossary while it is being written; aliases as one line of text. */
export interface GlossaryDraft {
  name: string;
  aliases: string;
  description: string;
}

/** A definition while it is being written in the form; numbers as text, so that a field may be empty. */
export interface ModelDraft {
  kind: 'extractive' | 'prompt';
  glossary: GlossaryDraft[];
  minWords: string;
  maxWords: string;
  openings: string;
  maxSentences: string;
  /** Liquid template; of the kind `prompt` only, as all below. */
  prompt: string;
  modelId: string;
  /** JSON schema of further fields, as text. */
  fields: string;
  /** One a line. */
  bannedPhrases: string;
  /** Settings that the form does not show and hands on as they are. */
  others: Record<string, unknown>;
}

const formSettings = ['kind', 'glossary', 'words', 'openings', 'maxSentences'];
const promptSettings = ['prompt', 'modelId', 'fields', 'bannedPhrases'];
const handedOn = ['provider', 'facets', 'temperature', 'maxOutputTokens', 'maxConversationTokens'];

/** An empty definition. */
export function createDraft(): ModelDraft {
  return {
    kind: 'extractive',
    glossary: [],
    minWords: '',
    maxWords: '',
    openings: '',
    maxSentences: '2',
    prompt: '',
    modelId: '',
    fields: '',
    bannedPhrases: '',
    others: {},
  };
}

/** Turns the form into the definition that the server takes. The server checks it and says what is wrong. */
export function toDefinition(draft: ModelDraft): Record<string, unknown> {
  const isRanged = draft.minWords !== '' || draft.maxWords !== '';
  return {
    kind: draft.kind,
    glossary: draft.glossary
      .filter((entry) => entry.name.trim() || entry.aliases.trim())
      .map((entry) => ({
        name: entry.name.trim(),
        aliases: splitList(entry.aliases, ','),
        description: entry.description.trim() || undefined,
      })),
    words: isRanged ? { min: readNumber(draft.minWords), max: readNumber(draft.maxWords) } : null,
    openings: splitList(draft.openings, '\n'),
    maxSentences: readNumber(draft.maxSentences),
    ...(draft.kind === 'prompt' && {
      ...draft.others,
      prompt: draft.prompt,
      modelId: draft.modelId.trim(),
      fields: readJson(draft.fields),
      bannedPhrases: splitList(draft.bannedPhrases, '\n'),
    }),
  };
}

/**
 * Fills the form from a definition, for a new version of a model.
 *
 * @returns null when the definition has settings that the form does not show; it is then edited as JSON.
 */
export function toDraft(definition: unknown): ModelDraft | null {
  if (typeof definition !== 'object' || definition === null) {
    return null;
  }
  const record = definition as Record<string, unknown>;
  const { kind } = record;
  const known = new Set([...formSettings, ...(kind === 'prompt' ? [...promptSettings, ...handedOn] : [])]);
  if ((kind !== 'extractive' && kind !== 'prompt') || Object.keys(record).some((key) => !known.has(key))) {
    return null;
  }
  const glossary = Array.isArray(record['glossary']) ? (record['glossary'] as Record<string, unknown>[]) : [];
  const words = record['words'] as { min?: number; max?: number } | null | undefined;
  return {
    kind,
    glossary: glossary.map((entry) => ({
      name: String(entry['name'] ?? ''),
      aliases: Array.isArray(entry['aliases']) ? entry['aliases'].join(', ') : '',
      description: String(entry['description'] ?? ''),
    })),
    minWords: String(words?.min ?? ''),
    maxWords: String(words?.max ?? ''),
    openings: joinLines(record['openings']),
    maxSentences: String(record['maxSentences'] ?? ''),
    prompt: String(record['prompt'] ?? ''),
    modelId: String(record['modelId'] ?? ''),
    fields: record['fields'] === undefined ? '' : JSON.stringify(record['fields'], null, 2),
    bannedPhrases: joinLines(record['bannedPhrases']),
    others: Object.fromEntries(Object.entries(record).filter(([key]) => handedOn.includes(key))),
  };
}

function joinLines(list: unknown): string {
  return Array.isArray(list) ? list.join('\n') : '';
}

/** Text that is no JSON goes to the server as it is, whose message then names the field; none means no fields. */
function readJson(text: string): unknown {
  try {
    return text.trim() === '' ? undefined : (JSON.parse(text) as unknown);
  } catch {
    return text;
  }
}

function splitList(text: string, separator: string): string[] {
  return text
    .split(separator)
    .map((each) => each.trim())
    .filter(Boolean);
}

/** An empty or unreadable number goes to the server as it is, whose message then names the field. */
function readNumber(text: string): number | string {
  const number = Number(text);
  return text.trim() === '' || Number.isNaN(number) ? text : number;
}
