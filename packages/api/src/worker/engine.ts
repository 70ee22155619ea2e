// What the processes that hand runs over and those that execute them must agree on.

export const APPLICATION_NAME = 'understory';
/** Raised when the steps of the workflow change: a worker then leaves unfinished runs of the other version alone. */
export const APPLICATION_VERSION = '1';
export const RUN_QUEUE = 'runs';
export const RUN_WORKFLOW = 'executeRun';
/** Apart from the runs, so that a comparison does not wait for a run that asks a language model for hours. */
export const COMPARISON_QUEUE = 'comparisons';
export const COMPARISON_WORKFLOW = 'executeComparison';
/** Apart from both, for the same reason. */
export const JUDGING_QUEUE = 'judgings';
export const JUDGING_WORKFLOW = 'executeJudging';

const RUN_ID_LENGTH = 36;

/** An execution of a run, as the engine knows it. The engine executes every id once, so each resumption has its own. */
export function workflowIdOf({ id, resumptions }: { id: string; resumptions: number }): string {
  return resumptions === 0 ? id : `${id}.${resumptions}`;
}

const COMPARISON_PREFIX = 'comparison.';

/** An execution of a comparison, as the engine knows it. */
export function comparisonWorkflowIdOf({ id, resumptions }: { id: string; resumptions: number }): string {
  return `${COMPARISON_PREFIX}${id}.${resumptions}`;
}

const JUDGING_PREFIX = 'judging.';

/** An execution of a judging session, as the engine knows it. */
export function judgingWorkflowIdOf({ id, resumptions }: { id: string; resumptions: number }): string {
  return `${JUDGING_PREFIX}${id}.${resumptions}`;
}

/** The judging session that an execution is of; null for other executions. */
export function judgingIdOf(workflowId: string): string | null {
  if (!workflowId.startsWith(JUDGING_PREFIX)) return null;
  return workflowId.slice(JUDGING_PREFIX.length, JUDGING_PREFIX.length + RUN_ID_LENGTH);
}

/** The comparison that an execution is of; null for the execution of a run. */
export function comparisonIdOf(workflowId: string): string | null {
  if (!workflowId.startsWith(COMPARISON_PREFIX)) return null;
  return workflowId.slice(COMPARISON_PREFIX.length, COMPARISON_PREFIX.length + RUN_ID_LENGTH);
}

/** The run that an execution is of. */
export function runIdOf(workflowId: string): string {
  return workflowId.slice(0, RUN_ID_LENGTH);
}
