import type { Workspace } from '../workspace.ts';
import type { ComparisonPartName } from '../db/comparison-schema.ts';
import { isAtRest } from '../run/watch-until-rest.ts';
import type { Run } from '../run/run.type.ts';
import type { StoredComparison } from './comparison.repository.ts';
import type { ComparisonOptions } from './comparison-options.ts';
import type { ComparisonResult, StoredMatching } from './comparison-results.ts';
import { findComparison, startComparison } from './start-comparison.ts';

/** What is stored of a comparison, read once a request however many fields ask. */
export interface ComparisonState {
  options: ComparisonOptions;
  /** The stored comparison; starts it if nobody has. Null while one of the runs is still being executed. */
  ensure(): Promise<StoredComparison | null>;
  /** A part's result; starts the comparison if nobody has. Null until it is there. */
  request<P extends ComparisonPartName>(name: P): Promise<ComparisonResult<P> | null>;
  /** A part's result if it is there already; starts nothing. */
  peek<P extends ComparisonPartName>(name: P): Promise<ComparisonResult<P> | null>;
  /** Of the stored matches, without their rows; starts nothing. */
  peekTotals(level: 'leaves' | 'roots'): Promise<Omit<StoredMatching, 'matches'> | null>;
}

/** @param options - checked. */
export function createComparisonState(
  workspace: Workspace,
  a: Run,
  b: Run,
  options: ComparisonOptions,
): ComparisonState {
  let started: Promise<StoredComparison | null> | null = null;
  let found: Promise<StoredComparison | null> | null = null;
  const results = new Map<ComparisonPartName, Promise<unknown>>();

  const find = (): Promise<StoredComparison | null> => (found ??= findComparison(workspace, a, b, options));
  const ensure = (): Promise<StoredComparison | null> =>
    (started ??=
      isAtRest(a) && isAtRest(b)
        ? startComparison(workspace, { a, b, options, isAgain: false })
        : Promise.resolve(null));
  const read = <P extends ComparisonPartName>(id: string, name: P): Promise<ComparisonResult<P> | null> => {
    const known = results.get(name) ?? workspace.comparisonResults.find(id, name);
    results.set(name, known);
    return known as Promise<ComparisonResult<P> | null>;
  };
  return {
    options,
    ensure,
    async request(name) {
      const comparison = await ensure();
      return comparison === null ? null : read(comparison.id, name);
    },
    async peekTotals(level) {
      const comparison = await find();
      return comparison === null ? null : workspace.comparisons.findMatchingTotals(comparison.id, level);
    },
    async peek(name) {
      const comparison = await find();
      return comparison === null ? null : read(comparison.id, name);
    },
  };
}
