import type { Summary } from './summary.ts';

/**
 * The exact text of a summary that is embedded, kept and shown.
 *
 * Only what was said: never an id, a time or metadata.
 */
export function summaryToText(summary: Summary): string {
  return summary.summary;
}
