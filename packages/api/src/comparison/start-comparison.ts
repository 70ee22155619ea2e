import { describeIssues, fingerprint, InvalidInputError } from '@understory/core';
import type { ComparisonPartName } from '../db/comparison-schema.ts';
import { COMPARISON_PARTS } from '../db/comparison-schema.ts';
import { isAtRest } from '../run/watch-until-rest.ts';
import type { Run } from '../run/run.type.ts';
import type { Workspace } from '../workspace.ts';
import type { StoredComparison } from './comparison.repository.ts';
import type { ComparisonOptions } from './comparison-options.ts';
import { comparisonOptionsSchema } from './comparison-options.ts';

/** Raised when the code of a part changes its results, so that older ones are not taken for new ones. */
const COMPARISON_VERSION = 7;

/** @throws {InvalidInputError} that lists every fault. */
export function readComparisonOptions(options: unknown): ComparisonOptions {
  const given = Object.entries(options ?? {}).filter(([, value]) => value !== null && value !== undefined);
  const parsed = comparisonOptionsSchema.safeParse(Object.fromEntries(given));
  if (!parsed.success) throw new InvalidInputError(describeIssues('options', parsed.error));
  return parsed.data;
}

/** What of a run goes into the fingerprint of whatever is measured on it. */
export function nameRun(run: Run): string[] {
  return [run.fingerprint, run.datasetContentHash, run.summaryModelVersionId];
}

/** Stands for everything that goes into a comparison: both runs, the gold labels, the options, the code's version. */
export async function nameComparison(
  { datasets }: Pick<Workspace, 'datasets'>,
  a: Run,
  b: Run,
  options: ComparisonOptions,
): Promise<string> {
  const dataset = await datasets.find(a.datasetId);
  return fingerprint({
    version: COMPARISON_VERSION,
    a: nameRun(a),
    b: nameRun(b),
    goldLabelKey: dataset?.goldLabelKey ?? null,
    options,
  });
}

/** The comparison of two runs as it is stored; null if nobody has asked for it. */
export async function findComparison(
  workspace: Pick<Workspace, 'datasets' | 'comparisons'>,
  a: Run,
  b: Run,
  options: ComparisonOptions,
): Promise<StoredComparison | null> {
  return workspace.comparisons.findByFingerprint(await nameComparison(workspace, a, b, options));
}

/**
 * Hands the comparison of two runs to the executor, unless it has been before.
 *
 * @param input.isAgain - whether one that failed or was cancelled is tried again; its completed parts are kept.
 * @throws {InvalidInputError} if there is no such run, one is still being executed, or they are over different datasets.
 */
export async function startComparison(
  workspace: Workspace,
  { a, b, options, isAgain }: { a: Run; b: Run; options: ComparisonOptions; isAgain: boolean },
): Promise<StoredComparison> {
  if (a.datasetId !== b.datasetId) {
    throw new InvalidInputError(
      `Expected two runs over the same dataset; "${a.name}" and "${b.name}" are over different ones.`,
    );
  }
  const active = [a, b].find((run) => !isAtRest(run));
  if (active !== undefined) {
    throw new InvalidInputError(`The run "${active.name}" is ${active.status}; wait until it has ended.`);
  }
  return submitComparison(workspace, {
    fingerprint: await nameComparison(workspace, a, b, options),
    a,
    b,
    options,
    parts: COMPARISON_PARTS,
    isAgain,
  });
}

/** What is handed to the executor: of which runs to compute which parts, under which name. */
export interface ComparisonOrder {
  fingerprint: string;
  a: Run;
  b: Run;
  options: ComparisonOptions;
  parts: readonly ComparisonPartName[];
  /** Whether one that failed or was cancelled is tried again. */
  isAgain: boolean;
}

/** Hands an order to the executor, unless it has been before. */
export async function submitComparison(
  { comparisons, executor, events }: Pick<Workspace, 'comparisons' | 'executor' | 'events'>,
  { fingerprint: name, a, b, options, parts, isAgain }: ComparisonOrder,
): Promise<StoredComparison> {
  const { comparison, isNew } = await comparisons.create({
    fingerprint: name,
    runAId: a.id,
    runBId: b.id,
    options,
    parts,
  });
  if (isNew) {
    await executor.enqueueComparison(comparison);
    return comparison;
  }
  const reopened = isAgain ? await comparisons.reopen(comparison.id) : null;
  if (reopened === null) return comparison;
  await executor.enqueueComparison(reopened);
  await events.announceChange(reopened.id);
  return reopened;
}

/**
 * Stops a comparison. One that has ended stays as it is; the parts that are done are kept.
 *
 * @throws {InvalidInputError} if there is no such comparison.
 */
export async function cancelComparison(workspace: Workspace, id: string): Promise<StoredComparison> {
  const { comparisons, executor, events } = workspace;
  const found = await comparisons.find(id);
  if (found === null) throw new InvalidInputError(`There is no comparison "${id}".`);
  if (await comparisons.end(id, 'cancelled')) {
    await executor.cancelComparison(found);
    await events.announceCancellation(id);
    await events.announceChange(id);
  }
  return (await comparisons.find(id)) ?? found;
}
