/** A feature of the glossary while it is being written; aliases as one line of text. */
export interface GlossaryDraft {
  name: string;
  aliases: string;
  description: string;
}

/** A definition while it is being written in the form; numbers as text, so that a field may be empty. */
export interface ModelDraft {
  glossary: GlossaryDraft[];
  minWords: string;
  maxWords: string;
  openings: string;
  maxSentences: string;
}

/** An empty definition. */
export function createDraft(): ModelDraft {
  return { glossary: [], minWords: '', maxWords: '', openings: '', maxSentences: '2' };
}

/** Turns the form into the definition that the server takes. The server checks it and says what is wrong. */
export function toDefinition(draft: ModelDraft): Record<string, unknown> {
  const isRanged = draft.minWords !== '' || draft.maxWords !== '';
  return {
    kind: 'extractive',
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
  };
}

/**
 * Fills the form from a definition, for a new version of a model.
 *
 * @returns null when the definition has settings that the form does not show; it is then edited as JSON.
 */
export function toDraft(definition: unknown): ModelDraft | null {
  const known = new Set(['kind', 'glossary', 'words', 'openings', 'maxSentences']);
  if (typeof definition !== 'object' || definition === null) {
    return null;
  }
  const record = definition as Record<string, unknown>;
  if (record['kind'] !== 'extractive' || Object.keys(record).some((key) => !known.has(key))) {
    return null;
  }
  const glossary = Array.isArray(record['glossary']) ? (record['glossary'] as Record<string, unknown>[]) : [];
  const words = record['words'] as { min?: number; max?: number } | null | undefined;
  return {
    glossary: glossary.map((entry) => ({
      name: String(entry['name'] ?? ''),
      aliases: Array.isArray(entry['aliases']) ? entry['aliases'].join(', ') : '',
      description: String(entry['description'] ?? ''),
    })),
    minWords: String(words?.min ?? ''),
    maxWords: String(words?.max ?? ''),
    openings: Array.isArray(record['openings']) ? record['openings'].join('\n') : '',
    maxSentences: String(record['maxSentences'] ?? ''),
  };
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
