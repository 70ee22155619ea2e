import { expect, test } from 'vitest';
import { EnvironmentError } from '../env.ts';
import { describeDatabaseFault } from './describe-database-fault.ts';
import { migrateDatabase } from './migrate.ts';

test('a server that does not answer is named without its password', async () => {
  // Port 1 of the loopback address: nothing listens below 1024 without being asked to.
  const url = 'postgres://ada:secret@127.0.0.1:1/topics';
  const error: unknown = await migrateDatabase(url).catch((fault: unknown) => describeDatabaseFault(fault, url));
  expect(error).toBeInstanceOf(EnvironmentError);
  expect(error).toMatchObject({
    message:
      'DATABASE_URL: cannot use topics at 127.0.0.1:1 as ada: no PostgreSQL answers there: start it, or correct host and port (ECONNREFUSED).',
  });
});

test('a fault inside another is found; what is not about the way to the database stays as it is', () => {
  const refused = Object.assign(new Error('password authentication failed'), { code: '28P01' });
  const url = 'postgres://ada@db/topics';
  expect(describeDatabaseFault(new Error('Failed query', { cause: refused }), url)).toMatchObject({
    message: expect.stringContaining('refuses the user or the password (28P01)'),
  });
  const other = new Error('syntax error');
  expect(describeDatabaseFault(other, url)).toBe(other);
});
