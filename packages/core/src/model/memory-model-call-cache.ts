import type { CachedAnswer, ModelCallCache } from './model-call-cache.ts';

/** Keeps finished calls as long as the object lives. For scripts and tests. */
export class MemoryModelCallCache implements ModelCallCache {
  readonly #answers = new Map<string, CachedAnswer>();

  async read(keys: readonly string[]): Promise<ReadonlyMap<string, CachedAnswer>> {
    const found = new Map<string, CachedAnswer>();
    for (const key of keys) {
      const answer = this.#answers.get(key);
      if (answer !== undefined) found.set(key, answer);
    }
    return found;
  }

  async write(answers: ReadonlyMap<string, CachedAnswer>): Promise<void> {
    for (const [key, answer] of answers) this.#answers.set(key, answer);
  }
}
