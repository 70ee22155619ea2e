// What the processes that hand runs over and those that execute them must agree on.

export const APPLICATION_NAME = 'understory';
/** Raised when the steps of the workflow change: a worker then leaves unfinished runs of the other version alone. */
export const APPLICATION_VERSION = '1';
export const RUN_QUEUE = 'runs';
export const RUN_WORKFLOW = 'executeRun';
