/** Which execution of a run is meant: a run that is taken up again is executed once more. */
export interface RunExecution {
  id: string;
  resumptions: number;
}

/** What the API needs of whatever executes runs. The durable engine stands behind it. */
export interface RunExecutor {
  /** Hands a run over for execution. The same execution handed over twice takes place once. */
  enqueue(run: RunExecution): Promise<void>;
  /** Stops a run within a second if it runs, or keeps it from starting. */
  cancel(run: RunExecution): Promise<void>;
  /** Hands a comparison over for execution. The same execution handed over twice takes place once. */
  enqueueComparison(comparison: RunExecution): Promise<void>;
  /** Stops a comparison within a second if it is computed, or keeps it from starting. */
  cancelComparison(comparison: RunExecution): Promise<void>;
  /** Hands a judging session over for execution. The same execution handed over twice takes place once. */
  enqueueJudging(session: RunExecution): Promise<void>;
  /** Stops judging within a second if it is under way, or keeps it from starting. */
  cancelJudging(session: RunExecution): Promise<void>;
  /** Forgets all executions of a judging session that has ended. */
  forgetJudging(session: RunExecution): Promise<void>;
  /** Forgets all executions of a run that has ended. */
  forget(run: RunExecution): Promise<void>;
  /** Forgets all executions of a comparison that has ended. */
  forgetComparison(comparison: RunExecution): Promise<void>;
  close(): Promise<void>;
}
