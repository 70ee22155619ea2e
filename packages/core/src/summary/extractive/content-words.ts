import { segmentWords } from '../../text/segment-words.ts';
import { guessStopWordLanguage, isStopWord } from '../../text/stop-words.ts';

/** Words that fill a request in any domain and say nothing of its matter. */
const EMPTY = new Set(
  'work works working thing things something anything issue problem question help please thanks hi hello way need want trying try using use used get got make know like able possible idea example examples best practices properly correctly currently'.split(
    ' ',
  ),
);

/** Single letters, single kana and short runs of kana, which are particles and endings. */
const TOO_SHORT =
  /^(?:[a-z\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Cyrillic}]|\p{Script=Hiragana}{1,3})$/u;

/**
 * The words of a text that carry its matter: lower case, in order, without stop words, numbers and empty words.
 *
 * @example
 * contentWords('How do I get my card working?'); // ['card']
 */
export function contentWords(text: string): string[] {
  const words: string[] = [];
  for (const { segment, isWordLike } of segmentWords(text)) {
    if (isWordLike) words.push(segment.toLowerCase().replace(/['’]/g, ''));
  }
  const language = guessStopWordLanguage(words);
  return words.filter(
    (word) => !isStopWord(word, language) && !EMPTY.has(word) && /\p{L}/u.test(word) && !TOO_SHORT.test(word),
  );
}
