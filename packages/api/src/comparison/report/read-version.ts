import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { PACKAGE_FILE } from '../../paths.ts';

const packageSchema = z.object({ version: z.string() });
let version: string | null = null;

/** The version of Understory that runs, as its package says. */
export function readVersion(): string {
  version ??= packageSchema.parse(JSON.parse(readFileSync(PACKAGE_FILE, 'utf8'))).version;
  return version;
}
