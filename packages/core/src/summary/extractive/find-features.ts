import { toSingular } from '../../text/to-singular.ts';
import type { GlossaryEntry } from '../summary-form.ts';

/** A glossary made ready for matching. */
export interface FeatureMatcher {
  /** Features that a text names, in order of their place, one item a mention. */
  findMentions(text: string): FeatureMention[];
}

export interface FeatureMention {
  /** The feature's exact name. */
  name: string;
  /** Characters before it in the text. */
  index: number;
  /** Words of the phrase that matched: longer ones are seldom chance. */
  wordCount: number;
}

const WORD = /[\p{L}\p{N}][\p{L}\p{M}\p{N}]*/gu;
const HUMP = /(?<=[\p{Ll}\p{N}])(?=\p{Lu})|(?<=\p{Lu})(?=\p{Lu}\p{Ll})/u;
const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}]/u;

interface Phrase {
  words: string[];
  name: string;
}

/**
 * Prepares a glossary for matching: names and aliases as whole words, in any case, number and style of identifier
 * (`feature flags`, `FeatureFlag`, `feature_flag`). Where phrases overlap, the longest counts.
 */
export function createFeatureMatcher(glossary: readonly GlossaryEntry[]): FeatureMatcher {
  const byFirstWord = new Map<string, Phrase[]>();
  const unspaced: { text: string; name: string }[] = [];
  for (const { name, aliases } of glossary) {
    for (const phrase of [name, ...aliases]) {
      if (UNSPACED.test(phrase)) unspaced.push({ text: phrase.toLowerCase(), name });
      // `logModel` in the glossary is also `log_model` and "log model" in the text; the text's own words are split too.
      const words = splitWords(phrase).map(({ word }) => word);
      if (words.length === 0) continue;
      const phrases = byFirstWord.get(words[0]) ?? [];
      phrases.push({ words, name });
      byFirstWord.set(words[0], phrases);
    }
  }
  for (const phrases of byFirstWord.values()) phrases.sort((a, b) => b.words.length - a.words.length);

  return {
    findMentions(text) {
      const mentions: FeatureMention[] = [];
      const words = splitWords(text);
      for (let i = 0; i < words.length;) {
        const phrase = byFirstWord
          .get(words[i].word)
          ?.find((candidate) => candidate.words.every((word, j) => words[i + j]?.word === word));
        if (phrase !== undefined)
          mentions.push({ name: phrase.name, index: words[i].index, wordCount: phrase.words.length });
        i += phrase?.words.length ?? 1;
      }
      if (UNSPACED.test(text)) {
        const lower = text.toLowerCase();
        for (const { text: alias, name } of unspaced) {
          const index = lower.indexOf(alias);
          if (index !== -1) mentions.push({ name, index, wordCount: 2 });
        }
        mentions.sort((a, b) => a.index - b.index);
      }
      return mentions;
    },
  };
}

function splitWords(text: string): { word: string; index: number }[] {
  const words: { word: string; index: number }[] = [];
  for (const match of text.matchAll(WORD)) {
    let index = match.index;
    for (const part of match[0].split(HUMP)) {
      words.push({ word: toSingular(part.toLowerCase()), index });
      index += part.length;
    }
  }
  return words;
}
