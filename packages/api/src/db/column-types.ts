import { sql } from 'drizzle-orm';
import { customType, integer, text, timestamp, uuid } from 'drizzle-orm/pg-core';

/** Raw numbers: little-endian Float32 or Int32, inserted seven times faster than a PostgreSQL array. */
export const bytea = customType<{ data: Uint8Array; driverData: Uint8Array }>({ dataType: () => 'bytea' });

/** A moment, to the millisecond. */
export const instant = (name: string) => timestamp(name, { withTimezone: true, precision: 3, mode: 'date' });

/** A key that PostgreSQL makes. */
export const id = () =>
  uuid('id')
    .primaryKey()
    .default(sql`gen_random_uuid()`);

/** How the execution of something went, besides its status. */
export const executionColumns = () => ({
  error: text('error'),
  /** Workers that took it up; what takes down its worker again and again is given up. */
  attempts: integer('attempts').notNull().default(0),
  /** Times it was taken up again after it had paused or ended; each is an execution of its own for the engine. */
  resumptions: integer('resumptions').notNull().default(0),
  createdAt: instant('created_at').notNull().defaultNow(),
  startedAt: instant('started_at'),
  finishedAt: instant('finished_at'),
});
