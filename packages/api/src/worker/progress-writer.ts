const INTERVAL_MS = 200;

/** Passes progress on, at most five times a second. */
export interface ProgressWriter {
  report(done: number, total: number): void;
  /** Writes the last state, and waits until it is written. @throws what the writing threw. */
  finish(): Promise<void>;
}

/** @param save - is never called again before its last call has ended. */
export function createProgressWriter(save: (done: number, total: number) => Promise<void>): ProgressWriter {
  let latest: { done: number; total: number } | null = null;
  let lastSavedAt = 0;
  let saving: Promise<void> | null = null;
  let failure: unknown = null;

  const saveLatest = async (): Promise<void> => {
    if (latest === null) return;
    const { done, total } = latest;
    latest = null;
    lastSavedAt = Date.now();
    try {
      await save(done, total);
    } catch (error) {
      failure = error;
    }
    saving = null;
  };
  return {
    report(done, total) {
      latest = { done, total };
      if (saving === null && Date.now() - lastSavedAt >= INTERVAL_MS) saving = saveLatest();
    },
    async finish() {
      await saving;
      await saveLatest();
      if (failure !== null) throw failure;
    },
  };
}
