/** What every long step accepts: a way to stop it and a way to watch it. */
export interface StepOptions {
  /** Aborting it rejects the step with the signal's reason within a second. */
  signal?: AbortSignal;
  /** Called with items done and items in total; `done` never decreases and ends at `total`. */
  onProgress?: (done: number, total: number) => void;
}
