import { EnvironmentError } from '../env.ts';

/** What a server or the way to it answers, by Node's codes and PostgreSQL's, and what helps. */
const FAULTS: ReadonlyMap<string, string> = new Map([
  ['ECONNREFUSED', 'no PostgreSQL answers there: start it, or correct host and port'],
  ['ECONNRESET', 'the server closed the connection: does it ask for TLS (?sslmode=require)?'],
  ['ENOTFOUND', 'there is no host of that name'],
  ['EAI_AGAIN', 'the name of the host cannot be looked up now'],
  ['ETIMEDOUT', 'the host does not answer: is a firewall in between?'],
  ['CONNECT_TIMEOUT', 'the host does not answer: is a firewall in between?'],
  ['EHOSTUNREACH', 'the host cannot be reached'],
  ['28P01', 'the server refuses the user or the password'],
  ['28000', 'the server refuses the user'],
  ['3D000', 'the server has no database of that name: make it with createdb'],
  ['42501', 'the user may not make tables there: grant it CREATE on the database'],
  ['53300', 'the server has no connection left'],
]);

/**
 * Names the fault of one's own PostgreSQL, without the password in its address.
 *
 * @returns an `EnvironmentError`, or the error itself if it is not about reaching and entering the database.
 */
export function describeDatabaseFault(error: unknown, url: string): unknown {
  const cause = error instanceof Error && error.cause !== undefined ? error.cause : error;
  const fault = [error, cause].map(readCode).find((code) => code !== null && FAULTS.has(code));
  if (fault === undefined || fault === null) return error;
  const { host, pathname, username } = new URL(url);
  return new EnvironmentError(
    `DATABASE_URL: cannot use ${pathname.slice(1) || 'the database'} at ${host} as ${username || 'nobody'}: ` +
      `${FAULTS.get(fault)} (${fault}).`,
    { cause: error },
  );
}

function readCode(error: unknown): string | null {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : null;
}
