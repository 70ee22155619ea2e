import { segmentWords } from '../../text/segment-words.ts';
import { guessStopWordLanguage, isStopWord } from '../../text/stop-words.ts';

const WORD = /[\p{L}\p{M}\p{N}]+/gu;
/** The same for plain English text, which is most of it, and twice as fast. */
const ASCII_WORD = /[a-z0-9]+/g;
const NOT_ASCII = /[\u0080-\uffff]/;
const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;
const TEXTS_TO_GUESS_FROM = 200;

/**
 * A text's words in lower case, in order; apostrophes and underscores divide. Scripts without spaces are cut by
 * Intl.Segmenter.
 */
export function splitWords(text: string): string[] {
  const lower = text.toLowerCase();
  if (!NOT_ASCII.test(lower)) return lower.match(ASCII_WORD) ?? [];
  if (!UNSPACED.test(lower)) return lower.match(WORD) ?? [];
  const words: string[] = [];
  for (const { segment, isWordLike } of segmentWords(lower)) if (isWordLike) words.push(segment);
  return words;
}

/**
 * Creates a test for words that carry matter: of two characters or more (one in scripts without spaces), with a letter,
 * no stop word of English or of the language that most of the texts are in.
 *
 * The language is guessed from the first 200 texts together: single summaries are too short for it.
 */
export function createContentWordTest(texts: readonly (string | null)[]): (word: string) => boolean {
  const sample = texts.slice(0, TEXTS_TO_GUESS_FROM).flatMap((text) => (text === null ? [] : splitWords(text)));
  const language = guessStopWordLanguage(sample);
  const known = new Map<string, boolean>();
  return (word) => {
    let isContent = known.get(word);
    if (isContent === undefined) {
      isContent =
        (word.length > 1 || UNSPACED.test(word)) && /\p{L}/u.test(word) && !isStopWord(word, language) && !isRest(word);
      known.set(word, isContent);
    }
    return isContent;
  };
}

/** What the apostrophe leaves of "doesn't", "they'll" and "we've". */
function isRest(word: string): boolean {
  return (
    word === 'll' || word === 've' || word === 're' || /^(?:do|does|did|is|was|has|had|would|could|should)n$/.test(word)
  );
}
