import type { Summary } from '../../summary/summary.ts';
import { extractPhrases } from './extract-phrases.ts';
import type { Phrase } from './extract-phrases.ts';
import { extractRuns } from './extract-runs.ts';
import { isEnglish } from './read-language.ts';
import { readWordKeys } from './read-words.ts';

const MAX_TOPIC_LENGTH = 60;
const MAX_LISTED = 2;

/** What a summary's custom fields list (the features that a glossary named, say): topics as they stand. */
export function listTopics({ fields }: Summary): string[] {
  return Object.values(fields)
    .flatMap((value) => (Array.isArray(value) ? value : []))
    .flatMap((item) => (typeof item === 'string' ? [item.trim()] : []))
    .filter(isTopic)
    .slice(0, MAX_LISTED);
}

/**
 * The phrases of a summary's topic. They come from the whole conversation, so they name a cluster only as far as its
 * members' summaries have their words; a word alone says less than the summary's own phrases.
 */
function splitTopic({ topic }: Summary): string[] {
  const parts = (topic ?? '').split(',').map((part) => part.trim());
  return parts.filter((part) => isTopic(part) && part.includes(' '));
}

function isTopic(text: string): boolean {
  return text !== '' && text.length <= MAX_TOPIC_LENGTH;
}

/** What a summary says that could name a topic: what its fields list, and the phrases of its topic and text. */
export function readPhrases(summary: Summary): Phrase[] {
  const listed = [...listTopics(summary), ...splitTopic(summary)].map((surface): Phrase => ({
    surface,
    kind: 'topic',
    words: readWordKeys(surface),
  }));
  // The grammar of phrases is English; in another language it would cut sentences at random.
  const found = isEnglish(summary) ? extractPhrases(summary.summary) : extractRuns(summary.summary);
  return [...listed.filter(({ words }) => words.length > 0), ...found];
}
