import leven from 'leven';
import { toOneLine } from '../../model/quote-text.ts';

/** Share of letters that may differ, as a model may drop a plural or a full stop. */
const MAX_DIFFERENCE = 0.1;
/** Longer answers are no names. */
const MAX_LENGTH = 200;

/** A name without what does not tell names apart: case, quotes, list marks, a full stop. */
export function foldName(name: string): string {
  return toOneLine(name.slice(0, 2 * MAX_LENGTH), MAX_LENGTH)
    .replaceAll('&lt;', '<')
    .toLowerCase()
    .replaceAll(/^[\s"'“”`*•-]+|[\s"'“”`*.]+$/g, '');
}

/**
 * Finds the name that an answer means: the same one, or one that differs in a tenth of its letters at most.
 *
 * @returns its index, the nearest of several, the first of equally near ones; null if there is none.
 */
export function matchName(answer: string, candidates: readonly string[]): number | null {
  const wanted = foldName(answer);
  if (wanted === '') return null;
  const folded = candidates.map(foldName);
  const same = folded.indexOf(wanted);
  if (same >= 0) return same;
  let best: number | null = null;
  let smallest = Infinity;
  folded.forEach((candidate, i) => {
    const allowed = Math.floor(MAX_DIFFERENCE * Math.max(candidate.length, wanted.length));
    if (Math.abs(candidate.length - wanted.length) > allowed) return;
    const distance = leven(candidate, wanted);
    if (distance <= allowed && distance < smallest) {
      best = i;
      smallest = distance;
    }
  });
  return best;
}
