import type { RunOptions } from '@understory/core';
import { runOptionsSchema } from '@understory/core';

const MOST_SETTINGS = 3;

/**
 * The name of a run that was given none: its number, its summary model, and which settings differ from the defaults.
 *
 * @param sequence - number of the run, which no other run has.
 *
 * @example
 * nameRun(7, 'generic v1', options); // '#7 generic v1, seed 3, k 56'
 */
export function nameRun(sequence: number, summaryModel: string, options: RunOptions): string {
  const differing = listDifferences(options, runOptionsSchema.parse({}));
  const shown = differing.slice(0, MOST_SETTINGS);
  if (differing.length > MOST_SETTINGS) shown.push('…');
  return [`#${sequence} ${summaryModel}`, ...shown].join(', ');
}

function listDifferences(options: object, defaults: object): string[] {
  return Object.entries(options).flatMap(([key, value]: [string, unknown]) => {
    const standard = (defaults as Record<string, unknown>)[key];
    if (value === standard || value === null) return [];
    if (typeof value === 'boolean') return [value ? key : `no ${key}`];
    if (typeof value !== 'object') return [`${key} ${String(value)}`];
    // Hashes of an aligned map and the like say nothing to a reader.
    return typeof standard === 'object' && standard !== null ? listDifferences(value, standard) : [];
  });
}
