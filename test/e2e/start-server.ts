import { spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const entry = resolve('packages/api/dist/main.js');
const startTimeoutMs = 90_000;

/** A running `understory serve` with a home of its own. */
export interface RunningServer {
  url: string;
  stop: () => Promise<void>;
}

/**
 * Starts the built server with an empty home on a free port, as a user would.
 *
 * @param environment - variables besides those that keep the server apart from others; by default there are no model
 *   keys, and the server makes a PostgreSQL in its home.
 * @throws {Error} with the server's output when it does not come up within 90 s.
 */
export async function startServer(environment: Record<string, string> = {}): Promise<RunningServer> {
  for (const file of [entry, resolve('packages/dashboard/dist/index.html')]) {
    if (!existsSync(file)) {
      throw new Error(`Expected ${file}. Build first: pnpm run build`);
    }
  }
  const home = mkdtempSync(join(tmpdir(), 'understory-e2e-'));
  // As root, PostgreSQL runs as another user, who must be able to pass through.
  chmodSync(home, 0o755);
  const child = spawn(process.execPath, [entry, 'serve'], {
    env: {
      ...process.env,
      OPENAI_API_KEY: '',
      OPENAI_BASE_URL: '',
      DATABASE_URL: '',
      ...environment,
      UNDERSTORY_HOME: home,
      PORT: '0',
      HOST: '127.0.0.1',
      LOG_LEVEL: 'warn',
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  const ended = new Promise<void>((done) => child.once('exit', () => done()));
  const stop = async (): Promise<void> => {
    child.kill('SIGTERM');
    await ended;
    rmSync(home, { recursive: true, force: true, maxRetries: 5 });
  };
  const url = await new Promise<string>((done, fail) => {
    const timer = setTimeout(() => fail(new Error(`The server did not start:\n${output}`)), startTimeoutMs);
    const read = (chunk: Buffer): void => {
      output += chunk.toString();
      const address = /Understory is at (http:\S+)/.exec(output)?.[1];
      if (address) {
        clearTimeout(timer);
        done(address);
      }
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    child.once('exit', (code) => fail(new Error(`The server ended with ${code}:\n${output}`)));
  }).catch(async (error: unknown) => {
    await stop();
    throw error;
  });
  return { url, stop };
}
