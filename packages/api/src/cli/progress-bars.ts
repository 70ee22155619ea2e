import cliProgress from 'cli-progress';
import type { Step } from '../run/run.type.ts';
import { describeStep, STEP_TITLES } from './describe-step.ts';
import { createProgressLines } from './progress-lines.ts';

/** Shows how far the steps of a run have come. */
export interface StepProgress {
  update(steps: readonly Step[]): void;
  stop(): void;
}

/**
 * One bar a step on a terminal; elsewhere one line for each step that has ended, and now and then one for a step that
 * takes long.
 *
 * Everything goes to standard error: standard output is for results.
 */
export function createStepProgress(title: string): StepProgress {
  return process.stderr.isTTY
    ? createBars(title)
    : createProgressLines(title, (text) => void process.stderr.write(text));
}

function createBars(title: string): StepProgress {
  process.stderr.write(`${title}\n`);
  const bars = new cliProgress.MultiBar(
    {
      format: '  {step} {bar} {percentage}% {note}',
      barCompleteChar: '█',
      barIncompleteChar: '░',
      barsize: 30,
      hideCursor: true,
      forceRedraw: true,
      stream: process.stderr,
    },
    cliProgress.Presets.shades_classic,
  );
  const barOf = new Map<Step['name'], cliProgress.SingleBar>();
  return {
    update(steps) {
      for (const step of steps) {
        const bar = barOf.get(step.name) ?? bars.create(100, 0, { step: STEP_TITLES[step.name].padEnd(14), note: '' });
        barOf.set(step.name, bar);
        bar.update(Math.floor(100 * shareDone(step)), { note: describeStep(step) });
      }
    },
    stop: () => bars.stop(),
  };
}

function shareDone({ status, done, total }: Step): number {
  if (status === 'completed') return 1;
  return total === 0 ? 0 : done / total;
}
