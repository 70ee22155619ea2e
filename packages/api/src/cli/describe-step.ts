import type { Step } from '../run/run.type.ts';

/** What a step does, for people. */
export const STEP_TITLES: Record<Step['name'], string> = {
  summary: 'Summarise',
  embedding: 'Embed',
  cluster: 'Cluster',
  name: 'Name clusters',
  tree: 'Build tree',
  projection: 'Project',
};

/** How far a step has come, or what came of it: "120/345", "345 in 2.1 s", the error; nothing for a step that never started. */
export function describeStep(step: Step): string {
  if (step.status === 'failed') return step.error ?? 'failed';
  if (step.isReused) return 'from an earlier run';
  const count = step.total > 0 ? `${step.done}/${step.total}` : '';
  if (step.status === 'cancelled' && step.startedAt !== null)
    return count === '' ? 'cancelled' : `cancelled at ${count}`;
  if (step.status !== 'completed') return count;
  const ms = step.startedAt && step.finishedAt ? step.finishedAt.getTime() - step.startedAt.getTime() : 0;
  return `${step.total > 1 ? `${step.total} in ` : ''}${(ms / 1000).toFixed(1)} s`;
}
