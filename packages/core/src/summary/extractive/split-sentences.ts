const segmenter = new Intl.Segmenter('und', { granularity: 'sentence' });
const ABBREVIATION =
  /(?:^|[\s(])(?:e\.g|i\.e|vs|etc|approx|incl|no|fig|dr|mr|mrs|ms|resp|z\.\s?b|bzw|ca|usw|d\.\s?h|p\. ?ej)\.\s*$/i;

/**
 * Splits prose into trimmed sentences by Intl.Segmenter, paragraph by paragraph; abbreviations do not end a sentence.
 */
export function splitSentences(prose: string): string[] {
  const sentences: string[] = [];
  for (const paragraph of prose.split(/\n+/)) {
    let open = '';
    for (const { segment } of segmenter.segment(paragraph)) {
      open += segment;
      if (ABBREVIATION.test(open)) continue;
      if (open.trim() !== '') sentences.push(open.trim());
      open = '';
    }
    if (open.trim() !== '') sentences.push(open.trim());
  }
  return sentences;
}
