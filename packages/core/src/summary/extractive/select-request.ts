import { countWords } from '../count-words.ts';
import { contentWords } from './content-words.ts';
import { CORRECTION, FILLER, LEAD_IN, NEED, PROBLEM, QUESTION } from './request-cues.ts';
import { shorten } from './shorten.ts';
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
 * A sentence counts for a question, a wish or a report of trouble, for standing early, for what it says, and for words
 * that the conversation comes back to. Turns before the first telling one ("it doesn't work") do not count as early.
 *
 * @param turns - the prose of each user turn.
 * @param answers - the assistant's prose and retrieved text; its words show what the conversation is about.
 */
export function rankSentences(turns: readonly string[], answers: readonly string[] = []): RequestSentence[] {
  const sentences = turns.flatMap((prose, turn) =>
    splitSentences(prose).flatMap((raw, position) => {
      const text = stripLeadIn(raw);
      return !/[\p{L}\p{N}]/u.test(text) || FILLER.test(text)
        ? []
        : [{ text, turn, position, words: contentWords(text) }];
    }),
  );
  const places = new Map<string, number>();
  for (const { words } of sentences) for (const word of new Set(words)) places.set(word, (places.get(word) ?? 0) + 1);
  const answered = new Set(contentWords(answers.join('\n').slice(0, 5000)));
  const firstTelling = sentences.find(({ words }) => words.length >= VAGUE_BELOW)?.turn ?? 0;

  return sentences
    .map(({ text, turn, position, words }) => ({
      text,
      turn,
      position,
      score:
        cueScore(text) +
        positionScore(Math.max(0, turn - firstTelling), position) +
        matterScore(words, places, sentences.length, answered) -
        vaguenessPenalty(text, words) -
        (turn > 0 && CORRECTION.test(text) ? 2 : 0) -
        (turn > firstTelling && LEANS_BACK.test(text) ? 1 : 0) -
        (ALREADY_TRIED.test(text) ? 1 : 0),
    }))
    .sort((a, b) => b.score - a.score || a.turn - b.turn || a.position - b.position);
}

/** A later sentence that only makes sense after the one before it. */
const LEANS_BACK = /^(?:that|this|it|those|these|they|and|but|so|done|did|love|nice|ugh|wait|hm+|oh|ah)\b/i;
const ALREADY_TRIED = /\b(?:already|tried)\b|\bschon\b|\bdéjà\b|\bya he\b/i;

/** `(a)`, `2.` and stray closing signs in front of a sentence. */
const LIST_MARK = /^[\s\])},;:+*=|>–—-]*(?:\(?(?:[a-h]|\d{1,2}|i{1,3}|iv)[).]\s+)?/i;

/** Cuts greetings and politeness from the front; what follows starts with a capital again. */
export function stripLeadIn(sentence: string): string {
  const rest = sentence.replace(LIST_MARK, '').replace(LEAD_IN, '').replace(LIST_MARK, '').trim();
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

/** For saying much, up to eight content words, and for words that other sentences and the answers share. */
function matterScore(
  words: readonly string[],
  places: ReadonlyMap<string, number>,
  sentenceCount: number,
  answered: ReadonlySet<string>,
): number {
  const distinct = [...new Set(words)];
  if (distinct.length === 0) return 0;
  const shared = distinct.reduce((sum, word) => sum + (places.get(word) ?? 1) - 1, 0) / Math.max(1, sentenceCount - 1);
  const known = distinct.filter((word) => answered.has(word)).length;
  return Math.min(distinct.length, 8) / 4 + (1.5 * shared) / distinct.length + Math.min(known, 5) / 5;
}

function vaguenessPenalty(text: string, words: readonly string[]): number {
  if (words.length === 0) return 4;
  if (words.length < VAGUE_BELOW) return 2;
  return words.length < 4 && cueScore(text) === 0 ? 1 : 0;
}

/** Room below this is too little for a sentence that has to be cut. */
const LEAST_ROOM = 8;

/**
 * The request in at most `maxSentences` sentences and `maxWords` words, in the order they were said.
 *
 * Beside the most telling sentence stands what it refers to: sentences shortly before it in the same turn come first,
 * cut if they are long; others join only if they fit whole. Each has to say something new.
 */
export function selectRequest(
  ranked: readonly RequestSentence[],
  { maxSentences, maxWords }: { maxSentences: number; maxWords: number },
): RequestSentence[] {
  const [best, ...others] = ranked;
  if (best === undefined) return [];
  const chosen = [best];
  const known = new Set(contentWords(best.text));
  let room = maxWords - countWords(best.text);
  const nearness = ({ turn, position }: RequestSentence): number =>
    turn === best.turn && position < best.position ? 1.5 / (best.position - position) : 0;
  const byUse = [...others].sort((a, b) => b.score + nearness(b) - (a.score + nearness(a)));

  for (const sentence of byUse) {
    if (chosen.length >= maxSentences) break;
    const isContext = nearness(sentence) > 0;
    const fits = countWords(sentence.text) <= room;
    const news = contentWords(sentence.text).filter((word) => !known.has(word));
    if (news.length < 2 || sentence.score < (isContext ? 0.5 : Math.max(2, best.score - 2.5))) continue;
    if (!fits && !(isContext && room >= LEAST_ROOM)) continue;
    const text = shorten(sentence.text, room);
    chosen.push({ ...sentence, text });
    room -= countWords(text);
    for (const word of news) known.add(word);
  }
  return chosen.sort((a, b) => a.turn - b.turn || a.position - b.position);
}
