const segmenter = new Intl.Segmenter('und', { granularity: 'sentence' });
const ABBREVIATION =
  /(?:^|[\s(])(?:e\.g|i\.e|vs|etc|approx|incl|no|fig|dr|mr|mrs|ms|resp|z\.\s?b|bzw|ca|usw|d\.\s?h|p\. ?ej)\.\s*$/i;

/** A break that Intl.Segmenter does not see: people in a chat start sentences in lower case. Looks back at spaces alone, and not far. */
const CHAT_BREAK = /(?=\s)(?<=[\p{L}\p{N})"'”’][.?!]{1,20}["'”)]?)\s+(?=\p{Ll})/u;
/** A word with a full stop in front (`.NET`, `.env`) is no new sentence. */
const LONE_STOP = /(?:^|\s)\.$/;

/**
 * Splits prose into trimmed sentences by Intl.Segmenter, paragraph by paragraph; abbreviations do not end a sentence,
 * a full stop before a lower-case word does.
 */
export function splitSentences(prose: string): string[] {
  const sentences: string[] = [];
  for (const paragraph of prose.split(/\n+/)) {
    let open = '';
    const flush = (): void => {
      if (open.trim() !== '') sentences.push(open.trim());
      open = '';
    };
    for (const { segment } of segmenter.segment(paragraph)) {
      for (const part of segment.split(CHAT_BREAK)) {
        open += part;
        if (ABBREVIATION.test(open)) open += ' ';
        else if (!LONE_STOP.test(open)) flush();
      }
    }
    flush();
  }
  return sentences.map((sentence) => sentence.replace(/\s+/g, ' '));
}
