import { fractionOf, keywords } from './words.ts';
import type { Schema } from './write-answer.ts';

/**
 * Answers the two questions of a judge: which of two summaries is better, and which topic a conversation belongs to.
 *
 * The longer summary is better and equal lengths are a tie. The topic is the one that shares most words with the
 * conversation, 0 if none shares any.
 *
 * @param firstBias - share of pairs, in 0 … 1, for which the first summary is chosen whatever it says.
 * @returns null if the schema is neither question's.
 */
export function answerJudge(schema: Schema, prompt: string, firstBias: number): object | null {
  const fields = Object.keys((schema.properties ?? {}) as object);
  if (fields.includes('choice') && prompt.includes('<summary_1>')) return comparePair(prompt, firstBias);
  if (fields.includes('topic') && prompt.includes('<topics>')) return chooseTopic(prompt);
  return null;
}

function comparePair(prompt: string, firstBias: number): object {
  const first = readTag(prompt, 'summary_1');
  const second = readTag(prompt, 'summary_2');
  // The same for both orders of a pair.
  const pair = [first, second].toSorted().join(' ');
  if (fractionOf(pair) < firstBias) return { reason: 'Summary 1 stands first.', choice: 'first' };
  const choice = first.length === second.length ? 'tie' : first.length > second.length ? 'first' : 'second';
  return { reason: `Summary 1 has ${first.length} characters, summary 2 has ${second.length}.`, choice };
}

function chooseTopic(prompt: string): object {
  const said = new Set(keywords(readTag(prompt, 'conversation'), 500));
  const scored = readTag(prompt, 'topics')
    .split('\n')
    .flatMap((line) => {
      const [, number, text] = /^- (\d+)\. (.*)$/.exec(line) ?? [];
      if (number === undefined || text === undefined) return [];
      return [{ number: Number(number), shared: keywords(text, 60).filter((word) => said.has(word)).length }];
    })
    .toSorted((one, other) => other.shared - one.shared || one.number - other.number);
  const best = scored[0];
  const topic = best === undefined || best.shared === 0 ? 0 : best.number;
  return { reason: `It shares ${best?.shared ?? 0} words with topic ${topic}.`, topic };
}

function readTag(prompt: string, tag: string): string {
  return new RegExp(`<${tag}>([\\s\\S]*?)</${tag}>`).exec(prompt)?.[1]?.trim() ?? '';
}
