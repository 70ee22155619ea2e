import { InvalidInputError } from '../error/invalid-input-error.ts';

/** What is wrong with one row. */
export interface KuraFault {
  file: string;
  /** From 1; null for what is missing in the whole file. */
  line: number | null;
  /** A path such as `chat_ids.3`; null if the whole row is unreadable. */
  field: string | null;
  reason: string;
}

const MAX_LISTED = 20;

/** Collects what is wrong with a checkpoint, so that it can be mended in one go. */
export class KuraFaults {
  readonly #listed: KuraFault[] = [];
  #count = 0;

  add(fault: KuraFault): void {
    this.#count++;
    if (this.#listed.length < MAX_LISTED) this.#listed.push(fault);
  }

  /** @throws {InvalidInputError} that lists file, line, field and reason of the first 20 faults, if there is one. */
  throwIfAny(): void {
    if (this.#count === 0) return;
    const lines = this.#listed.map(
      ({ file, line, field, reason }) =>
        `  ${file}${line === null ? '' : `:${line}`}${field === null ? '' : ` ${field}`}: ${reason}`,
    );
    if (this.#count > lines.length) lines.push(`  … and ${this.#count - lines.length} more`);
    const faults = this.#count === 1 ? '1 fault' : `${this.#count} faults`;
    throw new InvalidInputError(`The Kura checkpoint has ${faults}; nothing was imported.\n${lines.join('\n')}`);
  }
}
