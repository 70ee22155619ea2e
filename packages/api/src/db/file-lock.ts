import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Runs one process at a time through a section. A lock whose process is gone is taken over.
 *
 * @param path - file that holds the owner's process id while the section runs.
 * @param waitMs - how long to wait for another process before giving up.
 * @throws {Error} that names the file and its owner, if the wait was too long.
 */
export async function withFileLock<T>(path: string, section: () => Promise<T>, waitMs = 60_000): Promise<T> {
  const deadline = Date.now() + waitMs;
  while (!tryLock(path)) {
    if (Date.now() > deadline) throw new Error(`Waited ${waitMs} ms for ${path}, held by process ${readOwner(path)}.`);
    await sleep(50);
  }
  try {
    return await section();
  } finally {
    rmSync(path, { force: true });
  }
}

function tryLock(path: string): boolean {
  try {
    writeFileSync(path, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  const owner = readOwner(path);
  if (owner !== null && !isAlive(owner)) rmSync(path, { force: true });
  return false;
}

function readOwner(path: string): number | null {
  try {
    // Empty between its creation and the write of the number.
    return Number(readFileSync(path, 'utf8')) || null;
  } catch {
    return null;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
