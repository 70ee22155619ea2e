import { countWords } from '../count-words.ts';
import { guessStopWordLanguage, isStopWord } from '../../text/stop-words.ts';

const MAX_WORDS = 5;
const GENERIC = new Set(
  'want wants need needs help like use using used try trying tried get getting got make know please thanks explain show tell give best practices practice example examples way work works working issue problem question possible correctly properly steps step recommended specific'.split(
    ' ',
  ),
);

/**
 * The matter of a request as a phrase of its own words: the longest run without function words ("new card"), the
 * first of equals.
 *
 * @returns null if no word says what it is about, or the script has no spaces to find phrases by.
 */
export function findTopic(request: string): string | null {
  const words = request.split(/\s+/u).map((word) => word.replace(/^[^\p{L}\p{N}@[]+|[^\p{L}\p{N}\])+#]+$/gu, ''));
  const bare = words.map((word) => word.toLowerCase().replace(/['’]/gu, ''));
  const language = guessStopWordLanguage(bare);
  let best: string[] = [];
  let run: string[] = [];
  request.split(/\s+/u).forEach((raw, i) => {
    const isMatter = bare[i] !== '' && !isStopWord(bare[i], language) && !GENERIC.has(bare[i]);
    if (isMatter && run.length < MAX_WORDS) run.push(words[i]);
    if (run.length > best.length) best = [...run];
    if (!isMatter || /[.,;:!?)]$/u.test(raw)) run = [];
  });
  const topic = best.join(' ');
  return topic === '' || countWords(topic) > 8 ? null : topic;
}
