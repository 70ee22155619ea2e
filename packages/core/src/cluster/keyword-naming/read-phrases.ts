import type { Summary } from '../../summary/summary.ts';
import { extractPhrases } from './extract-phrases.ts';
import type { Phrase } from './extract-phrases.ts';
import { extractRuns } from './extract-runs.ts';
import { findStopWordLanguage, isStopWord } from '../../text/stop-words.ts';
import { isAskingWord } from './asking-words.ts';
import { isEnglish, readLanguage } from './read-language.ts';
import { readWordKeys, splitText } from './read-words.ts';

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

/** Whether a part of a topic is how a request begins: "wie kann ich", "je ne trouve". */
function isAsking(part: string, language: string): boolean {
  const words = splitText(part).map(({ text }) => text.toLowerCase());
  return words.some(isAskingWord) || isStopWord(words[0] ?? '', language);
}

function isTopic(text: string): boolean {
  return text !== '' && text.length <= MAX_TOPIC_LENGTH;
}

/** What a summary says that could name a topic: what its fields list, and the phrases of its topic and text. */
export function readPhrases(summary: Summary): Phrase[] {
  // The grammar of phrases is English; in another language it would cut sentences at random.
  const isPlain = isEnglish(summary);
  const language = findStopWordLanguage(readLanguage(summary) ?? '');
  const topics = splitTopic(summary).filter((part) => isPlain || !isAsking(part, language ?? 'eng'));
  const given = listTopics(summary);
  const listed = [...given, ...topics].map((surface, place): Phrase => ({
    surface,
    kind: 'topic',
    words: readWordKeys(surface),
    ...(place < given.length && { isGiven: true }),
  }));
  const found = isPlain ? extractPhrases(summary.summary) : extractRuns(summary.summary, language);
  return [...listed.filter(({ words }) => words.length > 0), ...found];
}
