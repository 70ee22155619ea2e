import type { Conversation } from '../../conversation/conversation.ts';
import { maskPersonalData } from './mask-personal-data.ts';
import { reduceMessage } from './reduce-message.ts';
import { CORRECTION } from './request-cues.ts';
import { shorten } from './shorten.ts';
import { splitRetrieval } from './split-retrieval.ts';
import { splitSentences } from './split-sentences.ts';

const MAX_CORRECTIONS = 5;
const MAX_WORDS = 25;

/**
 * What users said the assistant got wrong, in their own words.
 *
 * @returns an empty list if the user answered and corrected nothing; null if the user never answered the assistant, so
 *   that nothing can be said.
 */
export function findCorrections({ messages }: Conversation): string[] | null {
  const firstAnswer = messages.findIndex(({ role }) => role === 'assistant');
  const replies = firstAnswer === -1 ? [] : messages.slice(firstAnswer).filter(({ role }) => role === 'user');
  if (replies.length === 0) return null;
  return replies
    .flatMap(({ content }) => splitSentences(reduceMessage(maskPersonalData(splitRetrieval(content).query)).prose))
    .filter((sentence) => CORRECTION.test(sentence))
    .slice(0, MAX_CORRECTIONS)
    .map((sentence) => shorten(sentence, MAX_WORDS));
}
