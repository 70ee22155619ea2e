// What the processes that hand runs over and those that execute them must agree on.

export const APPLICATION_NAME = 'understory';
/** Raised when the steps of the workflow change: a worker then leaves unfinished runs of the other version alone. */
export const APPLICATION_VERSION = '1';
export const RUN_QUEUE = 'runs';
export const RUN_WORKFLOW = 'executeRun';

const RUN_ID_LENGTH = 36;

/** An execution of a run, as the engine knows it. The engine executes every id once, so each resumption has its own. */
export function workflowIdOf({ id, resumptions }: { id: string; resumptions: number }): string {
  return resumptions === 0 ? id : `${id}.${resumptions}`;
}

/** The run that an execution is of. */
export function runIdOf(workflowId: string): string {
  return workflowId.slice(0, RUN_ID_LENGTH);
}
