import { drizzle } from 'drizzle-orm/postgres-js';
import type { PostgresJsDatabase } from 'drizzle-orm/postgres-js';
import postgres from 'postgres';
import * as schema from './schema.ts';

export type Database = PostgresJsDatabase<typeof schema>;
/** The same inside a transaction. */
export type Transaction = Parameters<Parameters<Database['transaction']>[0]>[0];
export type SqlClient = postgres.Sql;

/** A pool of connections, as drizzle's query builder and as the bare client (LISTEN, NOTIFY, COPY). */
export interface Connection {
  db: Database;
  sql: SqlClient;
  /** Address, password included. Not for logs. */
  url: string;
  close(): Promise<void>;
}

export interface ConnectOptions {
  /** Most connections at a time. */
  max?: number;
  /** Called with the text of every statement; a test counts them. */
  onStatement?: (statement: string) => void;
}

/**
 * Opens a pool on a PostgreSQL database. Connects on the first query.
 *
 * drizzle switches the client's own conversion of JSON and dates off, so bare statements take and give text for both.
 */
export function connectDatabase(url: string, options: ConnectOptions = {}): Connection {
  const { onStatement } = options;
  const sql = postgres(url, {
    max: options.max ?? 10,
    connect_timeout: 10,
    onnotice: () => undefined,
    connection: { application_name: 'understory' },
    ...(onStatement === undefined ? {} : { debug: (_connection: number, statement: string) => onStatement(statement) }),
  });
  return { db: drizzle(sql, { schema }), sql, url, close: () => sql.end({ timeout: 5 }) };
}
