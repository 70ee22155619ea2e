import { uuid } from 'drizzle-orm/pg-core';
import { run } from './schema.ts';

/** The two runs that a row is about; it goes with either. */
export const runPairColumns = () => ({
  runAId: uuid('run_a_id')
    .notNull()
    .references(() => run.id, { onDelete: 'cascade' }),
  runBId: uuid('run_b_id')
    .notNull()
    .references(() => run.id, { onDelete: 'cascade' }),
});
