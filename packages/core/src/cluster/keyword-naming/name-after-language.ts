import { isFit, isTelling } from './choose-phrases.ts';
import { isAnchor } from './name-leaf.ts';
import type { ScoredPhrase } from './rank-phrases.ts';

/** What a name begins with that says a language. */
export const IN_LANGUAGE = 'Requests in ';

/** In a language without a grammar here a phrase has to be common before it names a cluster by itself. */
const SHARED_COVERAGE = 0.51;

/** A word in Latin letters with a capital or a digit inside: a product's name or an identifier, the same everywhere. */
const PRODUCT = /^(?=.+[\p{Lu}\d_.])[\p{Script=Latin}\d_.&-]{2,}$/u;

/** Scripts whose words stand alone; in others a single word is often the ending of a sentence. */
const WORDS_APART = /^[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}\d_.&-]{2,}$/u;

/**
 * Names for members that share little but the language they are written in.
 *
 * @param options.language - "hindi", or "other" for several.
 * @returns null where they share a phrase, which names them better.
 */
export function nameAfterLanguage(
  ranked: readonly ScoredPhrase[],
  { language, isInner }: { language: string; isInner: boolean },
): string[] | null {
  const isShared = (phrase: ScoredPhrase): boolean =>
    phrase.saidBy.length > 1 &&
    ((isFit(phrase) && phrase.coverage >= SHARED_COVERAGE) || (!isInner && isAnchor(phrase))) &&
    (isTelling(phrase) || WORDS_APART.test(phrase.surface));
  if (ranked.some(isShared)) return null;
  const products = [...new Set(ranked.map(({ surface }) => surface).filter((surface) => PRODUCT.test(surface)))];
  const opening = `${IN_LANGUAGE}${nameLanguage(language, isInner)}`;
  return [opening, ...products.slice(0, 3).map((product) => `${opening}: ${product}`)];
}

function nameLanguage(language: string, isInner: boolean): string {
  if (language === 'other') return isInner ? 'several languages' : 'other languages';
  return `${language[0].toUpperCase()}${language.slice(1)}`;
}
