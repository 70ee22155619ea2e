import { toSingular } from '../../text/to-singular.ts';
import { contentWords } from './content-words.ts';
import { splitSentences } from './split-sentences.ts';

const MAX_PHRASES = 4;
/** More mentions in one message say no more. */
const MAX_MENTIONS = 4;
/** What the user says counts for more than what is said to the user. */
const USER_WEIGHT = 1.5;

/**
 * What a conversation is about: the words that it comes back to, in user's, assistant's and retrieved text, as up to
 * four words or pairs of words ("change request, reviewers").
 *
 * Answers name a matter that users only describe, so they count too.
 *
 * @returns phrases parted by commas, most used first, or null if no word carries meaning.
 */
export function findTopic(userTexts: readonly string[], otherTexts: readonly string[]): string | null {
  const words = new Map<string, number>();
  const pairs = new Map<string, number>();
  const spellings = new Map<string, string>();
  const addText = (text: string, weight: number): void => {
    const counts = new Map<string, number>();
    const count = (target: Map<string, number>, key: string): void => {
      const mentions = (counts.get(key) ?? 0) + 1;
      counts.set(key, mentions);
      if (mentions <= MAX_MENTIONS) target.set(key, (target.get(key) ?? 0) + weight);
    };
    for (const sentence of splitSentences(text)) {
      const lower = sentence.toLowerCase();
      let previous: string | null = null;
      for (const word of contentWords(sentence)) {
        const key = toSingular(word);
        if (!spellings.has(key)) spellings.set(key, word);
        count(words, key);
        if (previous !== null && previous !== key && lower.includes(`${spellings.get(previous)} ${word}`)) {
          count(pairs, `${previous} ${key}`);
        }
        previous = key;
      }
    }
  };
  for (const text of userTexts) addText(text, USER_WEIGHT);
  for (const text of otherTexts) addText(text, 1);

  // A pair stands for its words where at least half of their mentions are in it.
  const phrases = new Map(words);
  for (const [pair, score] of [...pairs].sort((a, b) => b[1] - a[1])) {
    const parts = pair.split(' ');
    const together = Math.max(...parts.map((part) => phrases.get(part) ?? Infinity));
    if (score < 2 || score < together / 2) continue;
    for (const part of parts) phrases.delete(part);
    phrases.set(pair, together * 1.2);
  }
  const best = [...phrases].sort((a, b) => b[1] - a[1]).slice(0, MAX_PHRASES);
  if (best.length === 0) return null;
  return best
    .map(([phrase]) =>
      phrase
        .split(' ')
        .map((key) => spellings.get(key) ?? key)
        .join(' '),
    )
    .join(', ');
}
