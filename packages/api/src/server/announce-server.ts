import postgres from 'postgres';
import type { SqlClient } from '../db/connect.ts';

const NAME = 'understory at ';

/**
 * Lets other processes on the same database know the address of a server, for exactly as long as it runs: it stands in
 * the name of a connection, which PostgreSQL forgets when the process ends, however that happens.
 *
 * @param url - such as `http://127.0.0.1:4000`; PostgreSQL cuts names after 63 bytes, so a longer one is not announced.
 */
export async function announceServer(databaseUrl: string, url: string): Promise<{ stop(): Promise<void> }> {
  const name = `${NAME}${url}`;
  const sql = postgres(databaseUrl, {
    max: 1,
    idle_timeout: 0,
    max_lifetime: null,
    onnotice: () => undefined,
    connection: { application_name: name.length > 63 ? 'understory' : name },
  });
  await sql`select 1`;
  return { stop: () => sql.end({ timeout: 1 }) };
}

/** The address of a server on this database; null if there is none. Of several, the one that started first. */
export async function findServer(sql: SqlClient): Promise<string | null> {
  const [found] = await sql`
    select application_name as name from pg_stat_activity
    where datname = current_database() and starts_with(application_name, ${NAME})
    order by backend_start limit 1`;
  return found === undefined ? null : String(found.name).slice(NAME.length);
}
