/**
 * Words that a summary uses to hold a sentence together or to say that nothing more was said: "specifically", "without
 * stating a concrete goal". They are about the summary, so neither embeddings nor names may go by them.
 */
const FRAMING_WORDS = new Set(
  'specifically answered further detail details given giving stating concrete goal'.split(' '),
);

/** @param word - lower case */
export function isFramingWord(word: string): boolean {
  return FRAMING_WORDS.has(word);
}
