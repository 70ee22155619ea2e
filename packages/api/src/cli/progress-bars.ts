import cliProgress from 'cli-progress';
import type { Step } from '../run/run.type.ts';

const STEP_TITLES: Record<Step['name'], string> = {
  summary: 'Summarise',
  embedding: 'Embed',
  cluster: 'Cluster',
  name: 'Name clusters',
  tree: 'Build tree',
  projection: 'Project',
};

/** Shows how far the steps of a run have come. */
export interface StepProgress {
  update(steps: readonly Step[]): void;
  stop(): void;
}

/**
 * One bar a step on a terminal; elsewhere one line for each step that has ended.
 *
 * Everything goes to standard error: standard output is for results.
 */
export function createStepProgress(title: string): StepProgress {
  return process.stderr.isTTY ? createBars(title) : createLines(title);
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
        bar.update(Math.floor(100 * shareDone(step)), { note: describe(step) });
      }
    },
    stop: () => bars.stop(),
  };
}

function createLines(title: string): StepProgress {
  const ended = new Set<Step['name']>();
  process.stderr.write(`${title}\n`);
  return {
    update(steps) {
      for (const step of steps) {
        if (step.finishedAt === null || ended.has(step.name)) continue;
        ended.add(step.name);
        process.stderr.write(`  ${STEP_TITLES[step.name].padEnd(14)} ${describe(step)}\n`);
      }
    },
    stop: () => undefined,
  };
}

function shareDone({ status, done, total }: Step): number {
  if (status === 'completed') return 1;
  return total === 0 ? 0 : done / total;
}

function describe(step: Step): string {
  if (step.status === 'failed') return step.error ?? 'failed';
  if (step.reused) return 'from an earlier run';
  if (step.status !== 'completed') return step.total > 0 ? `${step.done}/${step.total}` : '';
  const ms = step.startedAt && step.finishedAt ? step.finishedAt.getTime() - step.startedAt.getTime() : 0;
  return `${step.total > 1 ? `${step.total} in ` : ''}${(ms / 1000).toFixed(1)} s`;
}
