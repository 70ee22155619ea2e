import type { ChildProcess } from 'node:child_process';
import { execFile, spawn } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll } from 'vitest';

const API_FOLDER = fileURLToPath(new URL('../../../packages/api', import.meta.url));
const CORE_FOLDER = fileURLToPath(new URL('../../../packages/core', import.meta.url));
const BUILT = join(API_FOLDER, 'dist', 'main.js');

/** The built command line starts in a third of the time, but must not be older than what is tested. */
const entry = isBuildFresh() ? [BUILT] : ['--import', 'tsx', join(API_FOLDER, 'src', 'main.ts')];

function isBuildFresh(): boolean {
  if (!existsSync(BUILT)) return false;
  const builtAt = statSync(BUILT).mtimeMs;
  return [API_FOLDER, CORE_FOLDER].every((folder) =>
    readdirSync(join(folder, 'src'), { recursive: true, encoding: 'utf8' }).every(
      (name) => !name.endsWith('.ts') || statSync(join(folder, 'src', name)).mtimeMs <= builtAt,
    ),
  );
}

function environmentWith(variables: Record<string, string>): NodeJS.ProcessEnv {
  return { ...process.env, OPENAI_API_KEY: '', LOG_LEVEL: 'silent', NO_COLOR: '1', ...variables };
}

/** What a command said and how it ended. */
export interface CommandOutcome {
  code: number;
  stdout: string;
  stderr: string;
}

/**
 * Runs `understory …` in a process of its own, and waits for its end.
 *
 * @param variables - of the environment, DATABASE_URL among them; no model key by default.
 */
export async function runUnderstory(
  words: readonly string[],
  variables: Record<string, string>,
): Promise<CommandOutcome> {
  return new Promise((resolve) => {
    const options = { cwd: API_FOLDER, env: environmentWith(variables) };
    const child = execFile(process.execPath, [...entry, ...words], options, (_error, stdout, stderr) => {
      resolve({ code: child.exitCode ?? -1, stdout, stderr });
    });
  });
}

/** `understory worker` in a process of its own, so that it can be killed; it is, after the test file at the latest. */
export function spawnWorker(variables: Record<string, string>): ChildProcess {
  const options = { cwd: API_FOLDER, env: environmentWith(variables), stdio: 'ignore' } as const;
  const worker = spawn(process.execPath, [...entry, 'worker'], options);
  workers.add(worker);
  return worker;
}

const workers = new Set<ChildProcess>();
afterAll(() => {
  for (const worker of workers) worker.kill('SIGKILL');
});
