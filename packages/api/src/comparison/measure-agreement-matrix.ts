import { createHash } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import type { Agreement } from '@understory/core';
import { fingerprint, measureAgreement } from '@understory/core';
import type { Workspace } from '../workspace.ts';
import type { LeavesAndRoots } from './comparison-results.ts';
import { labelsAtDepth } from './load-comparison.ts';
import type { LoadedRuns } from './load-runs.ts';
import { nameRun } from './start-comparison.ts';

/** Raised when the code below changes its results. */
const AGREEMENT_VERSION = 1;

export interface MatrixCell extends LeavesAndRoots<Agreement> {
  /** Places of the two runs, a before b. */
  a: number;
  b: number;
}

/** Agreement of every pair of runs, once each. What was measured before is read from storage. */
export async function measureAgreementMatrix(
  { comparisons }: Pick<Workspace, 'comparisons'>,
  { runs, positions }: LoadedRuns,
): Promise<MatrixCell[]> {
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
    cells.push({ a, b, ...agreement });
  }
  return cells;
}
