import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import type { ScaleMeasurement, ScaleOptions } from './measure-steps.ts';

/** Measures one size in a process of its own, so that no size inherits another one's memory. */
export async function startMeasurement({ n, store, seed }: ScaleOptions): Promise<ScaleMeasurement> {
  const script = fileURLToPath(new URL('../scale.ts', import.meta.url));
  const options = ['--measure', '--n', String(n), '--store', store, '--seed', String(seed)];
  const child = spawn(process.execPath, ['--expose-gc', '--import', 'tsx', script, ...options], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [output, [code]] = await Promise.all([text(child.stdout), once(child, 'close')]);
  if (code !== 0) throw new Error(`The measurement of ${n} conversations ended with exit code ${code}.`);
  return JSON.parse(output) as ScaleMeasurement;
}
