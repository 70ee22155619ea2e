import type { RunOptions } from '@understory/core';
import { runOptionsSchema } from '@understory/core';

const MOST_SETTINGS = 3;

/** Characters. Names of datasets and summary models may be as long. */
export const MAX_RUN_NAME_LENGTH = 200;

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

/**
 * The name of a run that differs from another in the summary model alone, cut where it is too long.
 *
 * @example
 * nameControlledRun('support v2', '#7 generic v1'); // 'support v2, otherwise as #7 generic v1'
 */
export function nameControlledRun(summaryModel: string, other: string): string {
  const name = `${summaryModel}, otherwise as ${other}`;
  return name.length > MAX_RUN_NAME_LENGTH ? `${name.slice(0, MAX_RUN_NAME_LENGTH - 1)}…` : name;
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
