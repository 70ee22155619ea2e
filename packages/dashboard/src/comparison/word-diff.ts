import { diffWordsWithSpace } from 'diff';

/** A stretch of text that both sides have, or only one of them. */
export interface DiffPart {
  text: string;
  isChanged: boolean;
}

/** Splits two texts into what they share and what only one of them says, word by word. */
export function diffWords(before: string, after: string): { before: DiffPart[]; after: DiffPart[] } {
  const parts = diffWordsWithSpace(before, after);
  return {
    before: parts.filter((part) => !part.added).map((part) => ({ text: part.value, isChanged: part.removed })),
    after: parts.filter((part) => !part.removed).map((part) => ({ text: part.value, isChanged: part.added })),
  };
}
