import type { CheckpointStore, StepName, StepResults } from './checkpoint-store.ts';

/** Keeps step results for as long as the object lives. For scripts and tests. */
export class MemoryCheckpointStore implements CheckpointStore {
  readonly #results = new Map<string, unknown>();

  async has(step: StepName, fingerprint: string): Promise<boolean> {
    return this.#results.has(`${step}:${fingerprint}`);
  }

  async read<S extends StepName>(step: S, fingerprint: string): Promise<StepResults[S] | null> {
    return (this.#results.get(`${step}:${fingerprint}`) as StepResults[S] | undefined) ?? null;
  }

  async write<S extends StepName>(step: S, fingerprint: string, result: StepResults[S]): Promise<void> {
    this.#results.set(`${step}:${fingerprint}`, result);
  }
}
