import type { Run } from '../run/run.type.ts';
import type { ComparedRun } from './load-comparison.ts';

/** As many as a matrix may have, which asks for all of them with every page of its lists. */
const RUNS_KEPT = 20;

/** Trees of finished runs, which do not change any more: a page asks for the same two again and again. */
export interface ComparedRunCache {
  /** The run as it is kept, or as `load` gives it. Runs that may still change are always loaded. */
  get(run: Run, load: () => Promise<ComparedRun>): Promise<ComparedRun>;
}

/** Keeps the last few runs that were asked for. */
export function createComparedRunCache(): ComparedRunCache {
  const kept = new Map<string, Promise<ComparedRun>>();
  return {
    get(run, load) {
      if (run.status !== 'completed' && run.status !== 'completed_with_failures') return load();
      const key = `${run.id} ${run.fingerprint} ${run.finishedAt?.getTime()}`;
      const found = kept.get(key) ?? load();
      kept.delete(key);
      kept.set(key, found);
      found.catch(() => kept.delete(key));
      for (const oldest of kept.keys()) {
        if (kept.size <= RUNS_KEPT) break;
        kept.delete(oldest);
      }
      return found;
    },
  };
}
