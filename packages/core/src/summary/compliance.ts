import { countWords } from './count-words.ts';
import type { SummaryModelDefinition } from './summary-model-definition.ts';

/** How a summary keeps to the form that its model's definition asks for. */
export interface Compliance {
  wordCount: number;
  /** null if the definition has no word range. */
  isInWordRange: boolean | null;
  /** null if the definition has no required openings. */
  hasRequiredOpening: boolean | null;
}

/**
 * Checks one summary against the word range and the openings of its model.
 *
 * @example
 * checkCompliance('User needs help with Segments to …', definition).isInWordRange
 */
export function checkCompliance(
  summary: string,
  { words, openings }: Pick<SummaryModelDefinition, 'words' | 'openings'>,
): Compliance {
  const wordCount = countWords(summary);
  return {
    wordCount,
    isInWordRange: words === null ? null : wordCount >= words.min && wordCount <= words.max,
    hasRequiredOpening: openings.length === 0 ? null : openings.some((opening) => summary.startsWith(opening)),
  };
}
