/** What every long step accepts: a way to stop it and a way to watch it. */
export interface StepOptions {
  /** Aborting it rejects the step with the signal's reason within a second. */
  signal?: AbortSignal;
  /** Called with items done and items in total; `done` never decreases and ends at `total`. */
  onProgress?: (done: number, total: number) => void;
  /** Called for every item that a model failed for good and that the step filled in by other means. */
  onFailure?: (failure: ItemFailure) => void;
}

/** One item that a model gave no usable answer for. The step went on with a substitute. */
export interface ItemFailure {
  /** Which item: `base cluster 12`, `cluster 3073af4a…` with the id of the tree's node. */
  item: string;
  /** What went wrong and what stands in for the answer. */
  reason: string;
  /** The last answer as it came; null if there was none. It may repeat what users said. */
  rawText: string | null;
}
