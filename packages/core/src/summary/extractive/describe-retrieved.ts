import { countWords } from '../count-words.ts';
import { contentWords } from './content-words.ts';
import { reduceMessage } from './reduce-message.ts';
import { splitSentences } from './split-sentences.ts';

/** Markdown headings, and a path of sections in brackets before the text. */
const HEADING = /^[ \t]*#{1,6}[ \t]+([^\n]{3,100})|^\s*\[([^\n\]]{3,100})\](?!\()/gmu;
const CODE = /```[\s\S]*?(?:```|$)/g;

/** Headings that name a part of any document and say nothing of this one. */
const HOLLOW =
  /^(?:how (?:it|this) works|overview|introduction|usage|methods?|description|body|steps?|output|inputs?|arguments|returns|raises|examples?|basic (?:usage|structure|operations)|advanced usage|getting started|conclusion|summary|notes?|code|faq|parameters|requirements|prerequisites|setup|api|guide|reference|details|background|features|walkthrough|introduction|.*sidebar:.*|!.*)[:.]?$/i;

/**
 * What a retrieved document is about: its telling headings, then the prose sentences that share most words with the
 * query.
 *
 * @returns short phrases and sentences, most telling first; an empty list if it holds only code.
 */
export function describeRetrieved(retrieved: string, query: string): string[] {
  if (retrieved === '') return [];
  const queryWords = new Set(contentWords(query));
  const isNews = (text: string): boolean => contentWords(text).some((word) => !queryWords.has(word));
  const headings = [...retrieved.replace(CODE, '\n').matchAll(HEADING)]
    .map((match) => cleanHeading(match[1] ?? match[2]))
    .filter((heading) => heading !== '' && !HOLLOW.test(heading) && contentWords(heading).length > 1 && isNews(heading))
    .slice(0, 3);
  const sentences = splitSentences(reduceMessage(retrieved.replace(/^[ \t]*#{1,6}[^\n]*$/gmu, '\n')).prose)
    .map((text, order) => ({ text, order, overlap: contentWords(text).filter((word) => queryWords.has(word)).length }))
    .filter(
      ({ text }) =>
        countWords(text) >= 5 &&
        countWords(text) <= 45 &&
        !/[{}=|]|[_(]\w*\(|:\s*$|^\W*\w+:|^[a-z]/.test(text) &&
        isNews(text),
    )
    .sort((a, b) => Math.min(b.overlap, 3) - Math.min(a.overlap, 3) || a.order - b.order)
    .map(({ text }) => text.replace(/^["'\s]+/, ''));
  return [...new Set([...headings, ...sentences.slice(0, 3)])];
}

function cleanHeading(raw: string): string {
  return reduceMessage(raw)
    .prose.replace(/\p{Extended_Pictographic}|[#\u200b]|"{3}/gu, '')
    .replace(/^(?:step )?\d+[.:)]\s*/i, '')
    .replace(/\s+/g, ' ')
    .trim();
}
