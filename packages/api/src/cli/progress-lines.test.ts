import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { Step } from '../run/run.type.ts';
import { createProgressLines } from './progress-lines.ts';

beforeEach(() => vi.useFakeTimers({ now: Date.UTC(2026, 0, 1) }));
afterEach(() => vi.useRealTimers());

function step(name: Step['name'], status: Step['status'], done = 0, total = 5000, seconds = 0): Step {
  const startedAt = done === 0 && status !== 'running' ? null : new Date(2026, 0, 1);
  const isAtRest = status === 'completed' || status === 'cancelled';
  const finishedAt = isAtRest ? new Date(2026, 0, 1, 0, 0, seconds) : null;
  return { name, status, done, total, startedAt, finishedAt, isReused: false, error: null, fingerprint: '' } as Step;
}

it('says every ten seconds how far a long step is, nothing of a short one but its end, and nothing after the run', () => {
  const lines: string[] = [];
  const progress = createProgressLines('Run 1', (text) => lines.push(text));
  for (let second = 0; second < 25; second++) {
    progress.update([step('summary', 'running', 100 * second), step('embedding', 'pending')]);
    vi.advanceTimersByTime(1000);
  }
  const summarised = step('summary', 'completed', 5000, 5000, 25);
  progress.update([summarised, step('embedding', 'running', 10)]);
  vi.advanceTimersByTime(9000);
  const embedded = step('embedding', 'completed', 5000, 5000, 9);
  // Such a step reports nothing while it works.
  progress.update([summarised, embedded, step('tree', 'running', 0, 1)]);
  vi.advanceTimersByTime(10_000);
  progress.update([summarised, embedded, step('tree', 'completed', 1, 1, 10)]);
  vi.advanceTimersByTime(30_000);
  progress.stop();
  expect(lines).toEqual([
    'Run 1\n',
    '  Summarise      900/5000 after 10 s\n',
    '  Summarise      1900/5000 after 20 s\n',
    '  Summarise      5000 in 25.0 s\n',
    '  Embed          5000 in 9.0 s\n',
    '  Build tree     after 10 s\n',
    '  Build tree     10.0 s\n',
  ]);
});

it('says where a run was cancelled, and nothing of the steps that it never came to', () => {
  const lines: string[] = [];
  const progress = createProgressLines('Run 1', (text) => lines.push(text));
  progress.update([step('summary', 'cancelled', 40), step('embedding', 'cancelled', 0, 0)]);
  progress.stop();
  expect(lines.slice(1)).toEqual(['  Summarise      cancelled at 40/5000\n']);
});
