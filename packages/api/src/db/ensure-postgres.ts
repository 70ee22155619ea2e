import { execFile, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { chmodSync, chownSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import postgres from 'postgres';
import { withFileLock } from './file-lock.ts';
import { makeHome } from './make-home.ts';
import type { PostgresBinaries } from './postgres-binaries.ts';
import { findPostgresBinaries } from './postgres-binaries.ts';
import type { SystemUser } from './unprivileged-user.ts';
import { choosePostgresFolder, findUnprivilegedUser } from './unprivileged-user.ts';

const execute = promisify(execFile);
const USER = 'understory';
const DATABASE = 'understory';
/** Marks the one connection that says "this process still needs the server". */
const KEEPER = 'understory keeper';

/** A running PostgreSQL of our own. */
export interface EmbeddedPostgres {
  /** Address of the database, password included. */
  url: string;
  /** Gives the server up; the last process to do so stops it. */
  release(): Promise<void>;
}

/**
 * Starts the embedded PostgreSQL of a data home, or attaches to it if it runs.
 *
 * The server outlives a killed process and is attached to by the next one. Processes that share it leave it running
 * for each other: `release` stops it only when no other process holds it. Racing starts are safe: a lock lets one
 * process in at a time, and PostgreSQL's own lock guards the data.
 *
 * @param home - folder of everything Understory keeps; made if there is none.
 * @throws {EnvironmentError} if the home cannot be written to.
 * @throws {Error} with PostgreSQL's own log if it does not start.
 */
export async function ensurePostgres(home: string): Promise<EmbeddedPostgres> {
  makeHome(home);
  const user = findUnprivilegedUser();
  const folder = choosePostgresFolder(home, user);
  mkdirSync(folder, { recursive: true });
  if (user !== null) chmodSync(folder, 0o755);
  const lock = join(folder, 'start.lock');

  const { url, keeper } = await withFileLock(lock, async () => {
    const running = await attach(folder);
    if (running !== null) return running;
    await start(folder, user);
    const started = await attach(folder);
    if (started === null) throw new Error(`PostgreSQL started but does not answer.\n${readLog(folder)}`);
    return started;
  });

  return {
    url,
    release: () =>
      withFileLock(lock, async () => {
        const [row] = await keeper`
          select count(*)::int as others from pg_stat_activity
          where application_name = ${KEEPER} and pid <> pg_backend_pid()`;
        // A closed connection lingers in the view for some milliseconds; a renamed one is gone from the count at once.
        await keeper`set application_name = 'understory'`;
        await keeper.end({ timeout: 1 });
        if (row?.others === 0) await stop(folder, user);
      }),
  };
}

async function attach(folder: string): Promise<{ url: string; keeper: postgres.Sql } | null> {
  const portFile = join(folder, 'port');
  if (!existsSync(portFile) || !existsSync(clusterFile(folder, 'password'))) return null;
  const password = readFileSync(clusterFile(folder, 'password'), 'utf8');
  const url = `postgres://${USER}:${password}@127.0.0.1:${readFileSync(portFile, 'utf8')}/${DATABASE}`;
  const keeper = postgres(url, {
    max: 1,
    connect_timeout: 5,
    idle_timeout: 0,
    max_lifetime: null,
    connection: { application_name: KEEPER },
    onnotice: () => undefined,
  });
  try {
    await keeper`select 1`;
    return { url, keeper };
  } catch {
    // Whatever answers there is not ours: start.
    await keeper.end({ timeout: 0 });
    return null;
  }
}

async function start(folder: string, user: SystemUser | null): Promise<void> {
  const binaries = await findPostgresBinaries(folder);
  if (!existsSync(clusterFile(folder, 'data'))) await initialise(folder, binaries, user);
  const port = await findFreePort();
  const settings = `-p ${port} -c listen_addresses=127.0.0.1 -c unix_socket_directories=`;
  const log = clusterFile(folder, 'log');
  // No pipes: on Windows PostgreSQL would inherit them, hold them open, and keep this process waiting for their end.
  const starter = spawn(
    binaries.pgCtl,
    ['-w', '-t', '60', '-D', clusterFile(folder, 'data'), '-l', log, '-o', settings, 'start'],
    { ...processOptions(user), stdio: 'ignore' },
  );
  const [code] = await once(starter, 'exit');
  if (code !== 0) throw new Error(`The embedded PostgreSQL in ${folder} does not start.\n${readLog(folder)}`);
  await createOwnDatabase(folder, port);
  writeFileSync(join(folder, 'port'), String(port));
}

/** Makes data and password in a folder of their own first, so that a half-made cluster is never taken for a whole one. */
async function initialise(folder: string, binaries: PostgresBinaries, user: SystemUser | null): Promise<void> {
  const partial = join(folder, `cluster.${process.pid}`);
  rmSync(partial, { recursive: true, force: true });
  mkdirSync(partial, { mode: 0o700 });
  const passwordFile = join(partial, 'password');
  writeFileSync(passwordFile, randomBytes(24).toString('base64url'), { mode: 0o600 });
  if (user !== null) {
    chownSync(partial, user.uid, user.gid);
    chownSync(passwordFile, user.uid, user.gid);
  }
  // The built-in locale knows upper and lower case of all scripts and needs nothing from the machine; PostgreSQL 17 brought it.
  const locale = binaries.isEmbedded
    ? ['--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C']
    : ['--locale=C'];
  await execute(
    binaries.initdb,
    [
      '-D',
      join(partial, 'data'),
      `--username=${USER}`,
      `--pwfile=${passwordFile}`,
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      ...locale,
    ],
    processOptions(user),
  );
  renameSync(partial, join(folder, 'cluster'));
}

async function createOwnDatabase(folder: string, port: number): Promise<void> {
  const password = readFileSync(clusterFile(folder, 'password'), 'utf8');
  const sql = postgres({ host: '127.0.0.1', port, user: USER, password, database: 'postgres', max: 1 });
  try {
    const found = await sql`select 1 from pg_database where datname = ${DATABASE}`;
    if (found.length === 0) await sql.unsafe(`create database ${DATABASE}`);
  } finally {
    await sql.end();
  }
}

async function stop(folder: string, user: SystemUser | null): Promise<void> {
  const { pgCtl } = await findPostgresBinaries(folder);
  await execute(pgCtl, ['-w', '-m', 'fast', '-D', clusterFile(folder, 'data'), 'stop'], processOptions(user));
}

/** PostgreSQL's programs need nothing of the environment, and a PGDATA or PGPORT of the user's would mislead them. */
function processOptions(user: SystemUser | null): object {
  if (process.platform === 'win32') return {};
  return { ...user, cwd: tmpdir(), env: { LC_ALL: 'C' } };
}

const clusterFile = (folder: string, name: string): string => join(folder, 'cluster', name);

function readLog(folder: string): string {
  const log = clusterFile(folder, 'log');
  return existsSync(log) ? readFileSync(log, 'utf8').slice(-2000) : '(no log)';
}

async function findFreePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => (address !== null && typeof address === 'object' ? resolve(address.port) : reject(address)));
    });
  });
}
