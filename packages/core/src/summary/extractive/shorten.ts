import { countWords, firstWords } from '../count-words.ts';

/** Words that cannot end a phrase. */
const DANGLING =
  /(?:[\s,;:–—-]+(?:the|an?|of|to|in|on|at|for|from|with|without|by|as|and|or|but|if|that|which|who|when|where|while|is|are|was|were|be|been|being|has|have|had|do|does|did|will|would|can|could|should|their|they|my|your|our|its?|this|these|those|not|into|via|using|than|then|so|because|about|between|per|any|some|every|each|also|just|only|e\.g\.|i\.e\.|der|die|das|den|dem|ein|eine|einen|und|oder|mit|von|zu|für|auf|in|le|la|les|un|une|de|des|du|et|ou|à|el|los|las|y|o|con|por|para|que))+[\s,;:–—(-]*$/iu;

/** Room for long German words and paths, but not for a pasted blob that counts as one word. */
const MAX_CHARACTERS_A_WORD = 20;

/**
 * Shortens a text to at most `limit` words: at the end of a clause where one is near, else between words, and never
 * behind a word that calls for another ("to the"). A cut that is not at the end of a clause is marked by `…`.
 *
 * @param least - do not cut below this many words for the sake of form.
 */
export function shorten(text: string, limit: number, least = Math.ceil(limit * 0.75)): string {
  const longest = limit * MAX_CHARACTERS_A_WORD;
  if (text.length > longest)
    return shorten(
      `${text
        .slice(0, longest - 1)
        .replace(/\p{Surrogate}$/u, '')
        .trimEnd()}…`,
      limit,
      least,
    );
  if (countWords(text) <= limit) return text;
  const cut = firstWords(text, limit);
  const clauseEnd = Math.max(
    ...[...cut.matchAll(/[,;:–—，、；。](?=\s|\p{L})|\s[–—-]\s/gu)].map((match) => match.index),
    -1,
  );
  if (clauseEnd > 0 && countWords(cut.slice(0, clauseEnd)) >= least) return cut.slice(0, clauseEnd).trim();
  const whole = cut.replace(DANGLING, '');
  return `${(countWords(whole) >= Math.min(least, limit) ? whole : cut).replace(/[\s,;:.–—([{"“‘'-]+$/u, '')}…`;
}
