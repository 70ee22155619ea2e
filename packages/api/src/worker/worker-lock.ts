import postgres from 'postgres';

/** Sets the locks of workers apart from other advisory locks of the application. */
const LOCK_SPACE = 7_468_201_954;

/**
 * Says to other workers that this one is alive, for exactly as long as its connection is: PostgreSQL itself lets the
 * lock go when the process dies, so there is no heartbeat to write and no time-out to choose.
 */
export interface WorkerLock {
  /** False if the connection was lost, and the lock with it: others may have taken over the worker's runs. */
  isHeld(): Promise<boolean>;
  /** Runs a section while holding the lock of a worker that is gone. @returns false if that worker is alive. */
  withLockOfDead(workerId: string, section: () => Promise<void>): Promise<boolean>;
  release(): Promise<void>;
}

/** @throws {Error} if a worker of that id is alive. */
export async function acquireWorkerLock(databaseUrl: string, workerId: string): Promise<WorkerLock> {
  const sql = postgres(databaseUrl, {
    max: 1,
    idle_timeout: 0,
    max_lifetime: null,
    onnotice: () => undefined,
    connection: { application_name: 'understory worker lock' },
  });
  const tryLock = async (id: string): Promise<boolean> => {
    const [row] = await sql`select pg_try_advisory_lock(hashtextextended(${id}, ${LOCK_SPACE})) as got`;
    return row?.got === true;
  };
  if (!(await tryLock(workerId))) {
    await sql.end();
    throw new Error(`A worker named "${workerId}" is running already.`);
  }
  const [own] = await sql`select pg_backend_pid() as pid`;
  return {
    async isHeld() {
      try {
        const [row] = await sql`select pg_backend_pid() as pid`;
        return row?.pid === own?.pid;
      } catch {
        return false;
      }
    },
    async withLockOfDead(id, section) {
      if (!(await tryLock(id))) return false;
      try {
        await section();
      } finally {
        await sql`select pg_advisory_unlock(hashtextextended(${id}, ${LOCK_SPACE}))`;
      }
      return true;
    },
    release: () => sql.end({ timeout: 1 }),
  };
}
