const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}]/u;

/**
 * A case-insensitive pattern for any of several phrases as whole words, in any script.
 *
 * A phrase may use regular expression syntax. Spaces match any white space, and `'` also matches `’` and nothing
 * (`cant`). Scripts without spaces have no word borders, so their phrases match anywhere.
 */
export function phrasePattern(phrases: readonly string[], flags = 'iu'): RegExp {
  const sources = phrases.map((phrase) => {
    const source = phrase.replace(/ /g, '\\s+').replace(/'/g, "['’]?");
    return UNSPACED.test(phrase) ? source : `(?<![\\p{L}\\p{N}_])(?:${source})(?![\\p{L}\\p{N}_])`;
  });
  return new RegExp(sources.join('|'), flags);
}
