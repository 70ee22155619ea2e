import { migrateSystemDatabase } from '@dbos-inc/dbos-sdk/internal/system_database';
import { drizzle } from 'drizzle-orm/postgres-js';
import { migrate } from 'drizzle-orm/postgres-js/migrator';
import postgres from 'postgres';
import { MIGRATIONS_FOLDER } from '../paths.ts';
import { seedSummaryModels } from '../summary-model/seed-summary-models.ts';
import { SILENT_ENGINE_LOGGER } from '../worker/engine-logger.ts';
import * as schema from './schema.ts';

/** Any number that no other application on the server locks. */
const MIGRATION_LOCK = 7_468_201_953;

/**
 * Brings a database to this version: our tables, the durable engine's, and the summary models that come along.
 *
 * Processes that start at the same moment wait for each other: both migrators crash when two run on a fresh database.
 */
export async function migrateDatabase(url: string): Promise<void> {
  const sql = postgres(url, { max: 1, onnotice: () => undefined });
  try {
    await sql`select pg_advisory_lock(${MIGRATION_LOCK})`;
    const db = drizzle(sql, { schema });
    await migrate(db, { migrationsFolder: MIGRATIONS_FOLDER });
    if (!(await hasCurrentEngineTables(sql))) await migrateEngine(url);
    await seedSummaryModels(db);
  } finally {
    await sql.end({ timeout: 5 });
  }
}

const ENGINE_VERSION_COMMENT = 'understory: @dbos-inc/dbos-sdk 5.3.0';

/** The engine's own check takes a second on every start, so its version is noted on its schema. */
async function hasCurrentEngineTables(sql: postgres.Sql): Promise<boolean> {
  const [row] = await sql`select obj_description(oid, 'pg_namespace') as note from pg_namespace where nspname = 'dbos'`;
  return row?.note === ENGINE_VERSION_COMMENT;
}

async function migrateEngine(url: string): Promise<void> {
  // DBOS.migrate does the same but writes to standard output, which belongs to our commands' results.
  await migrateSystemDatabase(url, SILENT_ENGINE_LOGGER as Parameters<typeof migrateSystemDatabase>[1]);
  const sql = postgres(url, { max: 1 });
  await sql.unsafe(`comment on schema dbos is '${ENGINE_VERSION_COMMENT}'`);
  await sql.end();
}
