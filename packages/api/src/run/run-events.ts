import type { SqlClient } from '../db/connect.ts';

const CHANGED_CHANNEL = 'understory_run_changed';
const CANCELLED_CHANNEL = 'understory_run_cancelled';

/**
 * Tells processes of each other's changes to runs, through the database they share.
 *
 * Listening takes one connection a process, however many runs are watched. A message only says that something changed;
 * what, is read from the tables.
 */
export function createRunEvents(sql: SqlClient) {
  const watchers = new Map<string, Set<() => void>>();
  let listening: Promise<unknown> | null = null;

  const wake = (runId: string): void => {
    for (const watcher of watchers.get(runId) ?? []) watcher();
  };
  const listen = async (): Promise<void> => {
    listening ??= sql.listen(CHANGED_CHANNEL, wake, () => {
      // After a lost connection, messages may have been missed.
      for (const runId of watchers.keys()) wake(runId);
    });
    await listening;
  };

  return {
    async announceChange(runId: string): Promise<void> {
      await sql.notify(CHANGED_CHANNEL, runId);
    },

    async announceCancellation(runId: string): Promise<void> {
      await sql.notify(CANCELLED_CHANNEL, runId);
    },

    async onCancellation(listener: (runId: string) => void): Promise<void> {
      await sql.listen(CANCELLED_CHANNEL, listener);
    },

    /**
     * Yields once at the start and then after each change; changes that come while the consumer is busy count as one.
     */
    async *watch(runId: string): AsyncGenerator<void, void> {
      let isChanged = true;
      let resume: (() => void) | null = null;
      const onChange = (): void => {
        isChanged = true;
        resume?.();
      };
      const others = watchers.get(runId) ?? new Set();
      others.add(onChange);
      watchers.set(runId, others);
      try {
        await listen();
        for (;;) {
          if (!isChanged) await new Promise<void>((resolve) => (resume = resolve));
          isChanged = false;
          resume = null;
          yield;
        }
      } finally {
        others.delete(onChange);
        if (others.size === 0) watchers.delete(runId);
      }
    },
  };
}
