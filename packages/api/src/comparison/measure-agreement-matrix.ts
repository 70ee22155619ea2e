import { createHash } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import type { Agreement, Verdict } from '@understory/core';
import { fingerprint, measureAgreement } from '@understory/core';
import type { Workspace } from '../workspace.ts';
import type { ComparisonOptions } from './comparison-options.ts';
import type { LeavesAndRoots } from './comparison-results.ts';
import { createComparisonState } from './comparison-state.ts';
import { labelsAtDepth } from './load-comparison.ts';
import type { LoadedRuns } from './load-runs.ts';
import { nameRun } from './start-comparison.ts';

/** Raised when the code below changes its results. */
const AGREEMENT_VERSION = 1;

export interface MatrixCell extends LeavesAndRoots<Agreement> {
  /** Places of the two runs, a before b. */
  a: number;
  b: number;
  /** Whether the leaves differ by more than noise; null where the two have not been compared. */
  verdict: Verdict | null;
}

/**
 * Agreement of every pair of runs, once each. What was measured before is read from storage.
 *
 * @param options - of the comparisons whose verdicts are read; none is started.
 */
export async function measureAgreementMatrix(
  workspace: Workspace,
  { runs, positions }: LoadedRuns,
  options: ComparisonOptions,
): Promise<MatrixCell[]> {
  const { comparisons } = workspace;
  const places = createHash('sha256').update(positions).digest('hex');
  const pairs = runs.flatMap((a, i) =>
    runs.slice(i + 1).map((b, j) => ({
      a: i,
      b: i + 1 + j,
      fingerprint: fingerprint({ version: AGREEMENT_VERSION, places, runs: [nameRun(a.run), nameRun(b.run)] }),
    })),
  );
  const stored = await comparisons.findAgreements(pairs.map((pair) => pair.fingerprint));
  const roots = new Map<number, Int32Array>();
  const rootsOf = (run: number): Int32Array => {
    const labels = roots.get(run) ?? labelsAtDepth(runs[run], 0);
    roots.set(run, labels);
    return labels;
  };
  const cells: MatrixCell[] = [];
  for (const { a, b, fingerprint: key } of pairs) {
    let agreement = stored.get(key);
    if (agreement === undefined) {
      agreement = {
        leaves: measureAgreement(runs[a].leaves, runs[b].leaves),
        roots: measureAgreement(rootsOf(a), rootsOf(b)),
      };
      await comparisons.saveAgreement(key, runs[a].run.id, runs[b].run.id, agreement);
      await setImmediate();
    }
    const floor = await createComparisonState(workspace, runs[a].run, runs[b].run, options).peek('noise_floor');
    cells.push({ a, b, ...agreement, verdict: floor === null || 'reason' in floor ? null : floor.verdict });
  }
  return cells;
}
