import { countWords } from '../count-words.ts';
import type { ExtractiveDefinition } from '../summary-model-definition.ts';
import { describeRetrieved } from './describe-retrieved.ts';
import type { ConversationReading } from './read-conversation.ts';
import { selectRequest } from './select-request.ts';
import type { RequestSentence } from './select-request.ts';
import { shorten } from './shorten.ts';

const DEFAULT_MAX_WORDS = 30;
/** A request of fewer words is a search query; a little of what was found for it says what it is about. */
const SHORT_REQUEST = 6;
const MAX_DOCUMENT_WORDS = 12;

/**
 * The user's request in their own words: at most `maxSentences` sentences, and at most `words.max` (30) words.
 *
 * Very short queries of a RAG system are followed by what the retrieved document is about.
 */
export function composeGenericSummary(
  reading: ConversationReading,
  ranked: readonly RequestSentence[],
  { words, openings, maxSentences }: Pick<ExtractiveDefinition, 'words' | 'openings' | 'maxSentences'>,
): string {
  const opening = openings.length > 0 ? `${openings[0]} ` : '';
  const maxWords = (words?.max ?? DEFAULT_MAX_WORDS) - countWords(opening);
  const chosen = selectRequest(ranked, { maxSentences, maxWords });
  if (chosen.length === 0) return opening + describeWithoutRequest(reading, maxWords);

  let summary = shorten(chosen.map(({ text }) => endSentence(text, chosen.length > 1)).join(' '), maxWords);
  const isShort = countWords(summary) < SHORT_REQUEST;
  const [about] = isShort ? describeRetrieved(reading.retrieved, summary) : [];
  if (about !== undefined) summary = `${summary.replace(/[.?!]+$/, '')}: ${shorten(about, MAX_DOCUMENT_WORDS)}`;
  const [error] = reading.errors;
  if (error !== undefined && !summary.includes(error) && countWords(summary) + countWords(error) <= maxWords) {
    summary = `${summary.replace(/[.:]$/, '')} (${error})`;
  }
  return opening + summary;
}

/** A query alone stays as it was typed; a sentence among others gets its full stop. */
function endSentence(text: string, isAmongOthers: boolean): string {
  const isEnded = /[.!?…。！？]['")”]?$/u.test(text);
  return isEnded || (!isAmongOthers && countWords(text) < SHORT_REQUEST) ? text : `${text.replace(/[,;:]$/, '')}.`;
}

/** For conversations in which the user asks nothing in words. */
function describeWithoutRequest(
  { errors, userTurns, retrieved, rawUserText, assistantTurns }: ConversationReading,
  maxWords: number,
): string {
  const text =
    errors[0] ??
    describeRetrieved(retrieved, '')[0] ??
    userTurns[0] ??
    (rawUserText.trim() === '' ? assistantTurns.find((turn) => turn !== '') : rawUserText.replace(/\s+/g, ' ').trim());
  return shorten(text ?? 'Empty conversation', maxWords);
}
