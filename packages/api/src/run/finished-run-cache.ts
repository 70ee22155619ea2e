import type { Run } from './run.type.ts';

/** What was computed of finished runs, which do not change any more: a page asks for the same ones again and again. */
export interface FinishedRunCache<T> {
  /** What is kept of the run, or what `load` gives. Runs that may still change are always loaded. */
  get(run: Run, load: () => Promise<T>): Promise<T>;
}

/** Keeps what was asked for last, of so many runs. */
export function createFinishedRunCache<T>(mostRuns: number): FinishedRunCache<T> {
  const kept = new Map<string, Promise<T>>();
  return {
    get(run, load) {
      const key = nameFinishedRun(run);
      if (key === null) return load();
      const found = kept.get(key) ?? load();
      kept.delete(key);
      kept.set(key, found);
      found.catch(() => kept.delete(key));
      for (const oldest of kept.keys()) {
        if (kept.size <= mostRuns) break;
        kept.delete(oldest);
      }
      return found;
    },
  };
}

/** Names a run and its results; null while they may still change. */
export function nameFinishedRun({ id, status, fingerprint, finishedAt }: Run): string | null {
  if (status !== 'completed' && status !== 'completed_with_failures') return null;
  return `${id} ${fingerprint} ${finishedAt?.getTime()}`;
}
