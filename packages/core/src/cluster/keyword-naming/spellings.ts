import type { TextWord } from './read-words.ts';

/** Behind these a word has its capital from its place. */
const OPENING = /[.!?:;…"“”'‘(\n\-–—]\s*$/u;

/** Not everybody takes the trouble of capitals, so a word has them if this share write it so. */
const CAPITALS_COUNT = 0.4;

/**
 * How a log writes its words: "GitLab", "iOS", "PIN", but "card", whatever a single sentence makes of them.
 *
 * Capitals that begin a sentence do not count, nor do those of a text in capitals.
 */
export class Spellings {
  readonly #counts = new Map<string, Map<string, number>>();

  add(text: string, words: readonly TextWord[]): void {
    if (!/\p{Ll}/u.test(text)) return;
    for (const { text: word, start } of words) {
      const key = word.toLowerCase();
      const isCapital = key !== word;
      if (isCapital && (start === 0 || OPENING.test(text.slice(Math.max(0, start - 3), start)))) continue;
      const forms = this.#counts.get(key) ?? new Map<string, number>();
      this.#counts.set(key, forms);
      forms.set(word, (forms.get(word) ?? 0) + 1);
    }
  }

  /**
   * A phrase with every word in its usual form.
   *
   * @example
   * spellings.respell('Gitlab Pipelines'); // 'GitLab pipelines'
   */
  respell(phrase: string): string {
    return phrase.replace(/[\p{L}\p{N}_][\p{L}\p{M}\p{N}_]*/gu, (word) => this.#usual(word));
  }

  #usual(word: string): string {
    const key = word.toLowerCase();
    const forms = this.#counts.get(key);
    if (forms === undefined) return /^\p{Lu}\p{Ll}+$/u.test(word) ? key : word;
    // A word of capitals and a plain one may be two words: REST and rest, IT and it.
    const isPlain = /^\p{Lu}?\p{Ll}*$/u.test(word);
    if (!isPlain && (forms.get(key) ?? 0) < 3 * Math.max(1, forms.get(word) ?? 0)) return word;
    const [[usual, count]] = [...forms]
      .filter(([form]) => form !== key)
      .sort(byCount)
      .concat([[key, 0]]);
    return count >= CAPITALS_COUNT * ((forms.get(key) ?? 0) + count) && count > 0 ? usual : key;
  }
}

function byCount(a: readonly [string, number], b: readonly [string, number]): number {
  return b[1] - a[1] || (a[0] < b[0] ? -1 : 1);
}
