/** What the API needs of whatever executes runs. The durable engine stands behind it. */
export interface RunExecutor {
  /** Hands a run over for execution. The same run handed over twice is executed once. */
  enqueue(runId: string): Promise<void>;
  /** Stops a run within a second if it runs, or keeps it from starting. */
  cancel(runId: string): Promise<void>;
  /** Forgets the execution of a run that has ended. */
  forget(runId: string): Promise<void>;
  close(): Promise<void>;
}
