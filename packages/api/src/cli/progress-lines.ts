import type { Step } from '../run/run.type.ts';
import { describeStep, STEP_TITLES } from './describe-step.ts';
import type { StepProgress } from './progress-bars.ts';

const INTERVAL_MS = 10_000;

/**
 * Plain lines for logs: one for each step that has ended, and one every ten seconds for a step that is still at work,
 * with the time it has taken so far.
 *
 * @example
 * Run #3 (5f0c…)
 *   Summarise      1200/5000 after 10 s
 *   Summarise      5000 in 41.3 s
 */
export function createProgressLines(title: string, write: (text: string) => void): StepProgress {
  const ended = new Set<Step['name']>();
  let atWork: { step: Step; since: number } | null = null;
  const writeLine = ({ name }: Step, text: string): void => write(`  ${STEP_TITLES[name].padEnd(14)} ${text}\n`);
  let timer: NodeJS.Timeout | undefined;

  write(`${title}\n`);
  return {
    update(steps) {
      for (const step of steps) {
        if (step.finishedAt === null || ended.has(step.name)) continue;
        ended.add(step.name);
        const outcome = describeStep(step);
        if (outcome !== '') writeLine(step, outcome);
      }
      const current = steps.find(({ status }) => status === 'running');
      const isSame = current?.name === atWork?.step.name;
      atWork = current === undefined ? null : { step: current, since: (isSame ? atWork?.since : null) ?? Date.now() };
      if (isSame) return;
      clearInterval(timer);
      timer = setInterval(() => {
        if (atWork === null) return;
        const { step, since } = atWork;
        const count = step.total > 1 ? `${describeStep(step)} ` : '';
        writeLine(step, `${count}after ${Math.round((Date.now() - since) / 1000)} s`);
      }, INTERVAL_MS);
    },
    stop: () => clearInterval(timer),
  };
}
