import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

/** Whom PostgreSQL runs as. */
export interface SystemUser {
  uid: number;
  gid: number;
}

/**
 * The user for PostgreSQL when this process is root, which PostgreSQL refuses: `postgres` if there is one, else `nobody`.
 *
 * @returns null when this process is not root: PostgreSQL then runs as the same user.
 */
export function findUnprivilegedUser(): SystemUser | null {
  if (process.getuid?.() !== 0) return null;
  for (const name of ['postgres', 'nobody']) {
    try {
      const read = (flag: string) => Number(execFileSync('id', [flag, name], { encoding: 'utf8', stdio: 'pipe' }));
      return { uid: read('-u'), gid: read('-g') };
    } catch {
      // No such user: try the next.
    }
  }
  return { uid: 65534, gid: 65534 };
}

/**
 * The folder for PostgreSQL's files: inside `home`, unless another user cannot pass through a folder above it
 * (`/root` is closed to all but root); then under /var/lib.
 */
export function choosePostgresFolder(home: string, user: SystemUser | null): string {
  const inside = join(resolve(home), 'postgres');
  if (user === null || isOpenToOthers(dirname(inside))) return inside;
  const name = createHash('sha256').update(resolve(home)).digest('hex').slice(0, 12);
  return join('/var/lib/understory', name);
}

function isOpenToOthers(folder: string): boolean {
  const parent = dirname(folder);
  const isOpen = (statSync(folder).mode & 0o001) !== 0;
  return isOpen && (parent === folder || isOpenToOthers(parent));
}
