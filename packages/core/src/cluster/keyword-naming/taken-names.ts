import { readWordKeys } from './read-words.ts';

/** Words that stop words have among them, and that make another name all the same: "card not working", "transfer from". */
const TURNING = /\b(?:not|from|to|without)\b/g;

/**
 * The names that siblings have.
 *
 * @example
 * const taken = new TakenNames(['Card declined']);
 * taken.hasAlike('Declined cards'); // true
 * taken.number('Card declined'); // 'Card declined 2'
 */
export class TakenNames {
  readonly #names = new Set<string>();
  readonly #folded = new Set<string>();
  /** The last number that was given to a name. */
  readonly #numbers = new Map<string, number>();

  constructor(names: Iterable<string> = []) {
    for (const name of names) this.add(name);
  }

  add(name: string): void {
    this.#names.add(name.toLowerCase());
    this.#folded.add(foldName(name));
  }

  /** Whether a name of the same words is there, whatever their order and number. */
  hasAlike(name: string): boolean {
    return this.#names.has(name.toLowerCase()) || this.#folded.has(foldName(name));
  }

  /** "Card delivery 2": the first of equal names has no number. */
  number(name: string): string {
    const isTaken = (candidate: string): boolean => this.#names.has(candidate.toLowerCase());
    if (!this.hasAlike(name)) return name;
    const key = name.toLowerCase();
    let next = this.#numbers.get(key) ?? 2;
    while (isTaken(`${name} ${next}`)) next++;
    this.#numbers.set(key, next);
    return `${name} ${next}`;
  }
}

/** What names that hardly anybody tells apart have in common: "Exchange rates", "Exchange rate and more". */
export function foldName(name: string): string {
  const lower = name.toLowerCase();
  const keys = [...readWordKeys(name), ...(lower.match(TURNING) ?? [])];
  return keys.length === 0 ? lower : keys.sort().join(' ');
}
