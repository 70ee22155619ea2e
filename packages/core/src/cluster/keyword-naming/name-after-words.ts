import type { WordWeights } from './class-tf-idf.ts';
import { countWords } from './class-tf-idf.ts';
import { capitalise } from './compose-name.ts';
import { commonForm } from './tell-apart.ts';

/** What half of the members say, and at least two of them. */
const LEAST_COVERAGE = 0.5;
const MAX_WORDS = 2;

/**
 * A name for members that have words in common, but no phrase: the one or two that set them apart most, in the order of
 * the texts.
 *
 * @returns null if they share none that says something.
 *
 * @example
 * nameAfterWords([['doubl', 'charg'], ['doubl', 'charg']], { texts: ['I was double charged', …], weights }); // 'Double charged'
 */
export function nameAfterWords(
  documents: readonly (readonly string[])[],
  { texts, weights }: { texts: readonly string[]; weights: WordWeights },
): string | null {
  const counts = countWords(documents, documents.keys());
  const shared = [...weights]
    .filter(([word]) => counts.get(word)! >= Math.max(2, LEAST_COVERAGE * documents.length))
    .sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  const forms = shared.flatMap(([word]) => commonForm(word, texts) ?? []).slice(0, MAX_WORDS);
  if (forms.length === 0) return null;
  const text = (texts.find((candidate) => forms.every((form) => candidate.includes(form))) ?? '').toLowerCase();
  const ordered = forms.map((form) => form.toLowerCase()).sort((a, b) => text.indexOf(a) - text.indexOf(b));
  return capitalise(ordered.join(' '));
}
