import type { Summary } from './summary.ts';

/**
 * The exact text of a summary that is embedded, kept and shown: the summary, then the topic where there is one.
 *
 * The topic brings in what answers and documents call the matter. With it, clusters agreed better with gold labels on
 * every labelled set tried. Only what was said counts: never an id, a time, metadata or a score.
 */
export function summaryToText(summary: Pick<Summary, 'summary' | 'topic'>): string {
  return summary.topic === null ? summary.summary : `${summary.summary} ${summary.topic}`;
}
