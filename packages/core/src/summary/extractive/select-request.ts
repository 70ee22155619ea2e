import { countWords } from '../count-words.ts';
import { contentWords } from './content-words.ts';
import { CORRECTION, FILLER, LEAD_IN, NEED, PROBLEM, QUESTION } from './request-cues.ts';
import { splitSentences } from './split-sentences.ts';

/** A sentence that may carry the request. */
export interface RequestSentence {
  text: string;
  /** Which user turn it stands in, from 0, and where in it, from 0. */
  turn: number;
  position: number;
  score: number;
}

/** Fewer content words than this, and a sentence says too little to be a request of its own. */
const VAGUE_BELOW = 2;

/**
 * The user's sentences, most telling first, without greetings, thanks and talk about the answers.
 *
 * A sentence counts for a question, a wish or a report of trouble, for standing early, and for words that the user
 * comes back to. Turns before the first telling one ("it doesn't work") do not count as early.
 *
 * @param turns - the prose of each user turn.
 */
export function rankSentences(turns: readonly string[]): RequestSentence[] {
  const sentences = turns.flatMap((prose, turn) =>
    splitSentences(prose).flatMap((raw, position) => {
      const text = stripLeadIn(raw);
      return text === '' || FILLER.test(text) ? [] : [{ text, turn, position, words: contentWords(text) }];
    }),
  );
  const weights = new Map<string, number>();
  for (const { words } of sentences) for (const word of new Set(words)) weights.set(word, (weights.get(word) ?? 0) + 1);
  const firstTelling = sentences.find(({ words }) => words.length >= VAGUE_BELOW)?.turn ?? 0;

  return sentences
    .map(({ text, turn, position, words }) => ({
      text,
      turn,
      position,
      score:
        cueScore(text) +
        positionScore(Math.max(0, turn - firstTelling), position) +
        centralityScore(words, weights, sentences.length) -
        (words.length === 0 ? 4 : words.length < VAGUE_BELOW ? 2 : 0) -
        (turn > 0 && CORRECTION.test(text) ? 2 : 0),
    }))
    .sort((a, b) => b.score - a.score || a.turn - b.turn || a.position - b.position);
}

/** Cuts greetings and politeness from the front; what follows starts with a capital again. */
export function stripLeadIn(sentence: string): string {
  const rest = sentence.replace(LEAD_IN, '').trim();
  if (rest === sentence.trim()) return rest;
  return /^[a-z]+[A-Z_.(]/.test(rest) ? rest : rest.charAt(0).toUpperCase() + rest.slice(1);
}

function cueScore(text: string): number {
  const isQuestion = QUESTION.test(text);
  const endsAsQuestion = /[?？؟]["')\]]*$/u.test(text);
  return (
    (endsAsQuestion ? 1.5 : 0) + (isQuestion ? 0.8 : 0) + (NEED.test(text) ? 1.2 : 0) + (PROBLEM.test(text) ? 1.2 : 0)
  );
}

function positionScore(turn: number, position: number): number {
  return 2 / (1 + turn) + 0.5 / (1 + position);
}

/** Mean share of the sentences that have each of its words: in [0, 1], scaled. */
function centralityScore(words: readonly string[], weights: ReadonlyMap<string, number>, count: number): number {
  if (words.length === 0) return 0;
  const distinct = new Set(words);
  let sum = 0;
  for (const word of distinct) sum += ((weights.get(word) ?? 1) - 1) / Math.max(1, count - 1);
  // Longer sentences carry more, up to about ten content words.
  return (1.5 * sum) / distinct.size + Math.min(distinct.size, 10) / 10;
}

/**
 * The request in at most `maxSentences` sentences and about `maxWords` words, in the order they were said.
 *
 * A further sentence joins if it fits whole and says something new.
 */
export function selectRequest(
  ranked: readonly RequestSentence[],
  { maxSentences, maxWords }: { maxSentences: number; maxWords: number },
): RequestSentence[] {
  const [best] = ranked;
  if (best === undefined) return [];
  const chosen = [best];
  const known = new Set(contentWords(best.text));
  let words = countWords(best.text);
  for (const sentence of ranked.slice(1)) {
    if (chosen.length >= maxSentences) break;
    const count = countWords(sentence.text);
    const news = contentWords(sentence.text).filter((word) => !known.has(word));
    if (words + count > maxWords || news.length < 2 || sentence.score < best.score - 3 || sentence.score < 1) continue;
    chosen.push(sentence);
    words += count;
    for (const word of news) known.add(word);
  }
  return chosen.sort((a, b) => a.turn - b.turn || a.position - b.position);
}
