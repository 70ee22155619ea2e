import { countWords } from './count-words.ts';
import type { SummaryModelDefinition } from './summary-model-definition.ts';

/** The rules of form that a summary can be checked against. */
export type FormRules = Pick<SummaryModelDefinition, 'words' | 'openings'> & {
  /** Only prompts ban phrases. */
  bannedPhrases?: readonly string[];
};

/** How a summary keeps to the form that its model's definition asks for. */
export interface Compliance {
  wordCount: number;
  /** null if the definition has no word range. */
  isInWordRange: boolean | null;
  /** null if the definition has no required openings. */
  hasRequiredOpening: boolean | null;
  /** The banned phrases that it contains, whatever their case; null if the definition bans none. */
  usedBannedPhrases: string[] | null;
}

/**
 * Checks one summary against the word range, the openings and the banned phrases of its model.
 *
 * @example
 * checkCompliance('User needs help with Segments to …', definition).isInWordRange
 */
export function checkCompliance(summary: string, { words, openings, bannedPhrases = [] }: FormRules): Compliance {
  const wordCount = countWords(summary);
  const lowered = summary.toLowerCase();
  return {
    wordCount,
    isInWordRange: words === null ? null : wordCount >= words.min && wordCount <= words.max,
    hasRequiredOpening: openings.length === 0 ? null : openings.some((opening) => summary.startsWith(opening)),
    usedBannedPhrases:
      bannedPhrases.length === 0 ? null : bannedPhrases.filter((phrase) => lowered.includes(phrase.toLowerCase())),
  };
}
