import { countWords } from '../count-words.ts';
import { contentWords } from './content-words.ts';
import { reduceMessage } from './reduce-message.ts';
import { splitSentences } from './split-sentences.ts';

/** Headings that name a part of any document and say nothing of this one. */
const HOLLOW =
  /^(?:how (?:it|this) works|overview|introduction|usage|methods?|description|body|steps?|output|inputs?|arguments|returns|raises|examples?|basic (?:usage|structure|operations)|advanced usage|getting started|conclusion|summary|notes?|code|faq|parameters|requirements|prerequisites|setup|api|guide|reference|details|background|features)[:.]?$/i;

/**
 * What a retrieved document is about: its telling headings, then the prose sentences that share most words with the
 * query.
 *
 * @returns short phrases and sentences, most telling first; an empty list if it holds only code.
 */
export function describeRetrieved(retrieved: string, query: string): string[] {
  if (retrieved === '') return [];
  const headings = [...retrieved.matchAll(/^[ \t]*(?:#{1,6}|\[)[ \t]*([^\n\]]{3,100})/gmu)]
    .map((match) => cleanHeading(match[1]))
    .filter((heading) => heading !== '' && !HOLLOW.test(heading) && contentWords(heading).length > 0)
    .slice(0, 3);
  const queryWords = new Set(contentWords(query));
  const sentences = splitSentences(reduceMessage(retrieved.replace(/^[ \t]*#{1,6}[^\n]*$/gmu, '\n')).prose)
    .map((text, order) => ({ text, order, overlap: contentWords(text).filter((word) => queryWords.has(word)).length }))
    .filter(({ text }) => countWords(text) >= 5 && countWords(text) <= 45 && !/[{}=|]|[_(]\w*\(|:\s*$/.test(text))
    .sort((a, b) => Math.min(b.overlap, 3) - Math.min(a.overlap, 3) || a.order - b.order)
    .map(({ text }) => text);
  return [...new Set([...headings, ...sentences.slice(0, 3)])];
}

function cleanHeading(raw: string): string {
  return reduceMessage(raw)
    .prose.replace(/\p{Extended_Pictographic}|[#​]/gu, '')
    .replace(/^(?:step )?\d+[.:)]\s*/i, '')
    .replace(/\s+/g, ' ')
    .trim();
}
