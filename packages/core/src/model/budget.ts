import { BudgetExceededError } from '../error/budget-exceeded-error.ts';
import { InvalidInputError } from '../error/invalid-input-error.ts';

/**
 * A sum of money that calls may spend, shared by all calls that are given it.
 *
 * Every call reserves the most it could cost before it is sent and settles for what it did cost, so the sum is never
 * exceeded, whatever the number of calls in flight.
 *
 * @example
 * const budget = new Budget(5);
 * const model = client.languageModel(provider, { run: 'r1', step: 'summary', budget });
 */
export class Budget {
  readonly dollars: number;
  #spent: number;
  #reserved = 0;
  /** Calls that wait for what others have set aside and may not need. */
  #waiting: (() => void)[] = [];

  /**
   * @param dollars - the whole sum.
   * @param spentDollars - how much of it an earlier part of the run has used.
   */
  constructor(dollars: number, spentDollars = 0) {
    if (!(dollars >= 0)) throw new InvalidInputError(`Expected a budget of at least 0 dollars, got ${dollars}.`);
    this.dollars = dollars;
    this.#spent = spentDollars;
  }

  /** Paid for finished calls. */
  get spentDollars(): number {
    return this.#spent;
  }

  /**
   * Sets money aside for one call.
   *
   * @param maxDollars - the most that the call can cost; null if its price is not known.
   * @returns a function to call once with what it did cost.
   * @throws {BudgetExceededError} if the call could cost more than is left.
   * @throws {InvalidInputError} if the price is not known.
   */
  reserve(maxDollars: number | null, modelId: string): (paidDollars: number) => void {
    if (maxDollars === null) {
      throw new InvalidInputError(
        `A budget of $${this.dollars} cannot be kept: the price of "${modelId}" is not known. Add it to the prices (0 for a free model).`,
      );
    }
    const committed = this.#spent + this.#reserved;
    // A ten-millionth of a cent absorbs the rounding of many small sums.
    if (committed + maxDollars > this.dollars + 1e-9) {
      throw new BudgetExceededError(this.dollars, committed, maxDollars);
    }
    this.#reserved += maxDollars;
    return (paidDollars) => {
      this.#reserved -= maxDollars;
      this.#spent += paidDollars;
      for (const resume of this.#waiting.splice(0)) resume();
    };
  }

  /**
   * Like `reserve`, but waits while calls under way may give money back: they hold the most they could cost, which is
   * often several times what they do cost.
   *
   * @throws {BudgetExceededError} if the call could cost more than is left when no other call is under way.
   * @throws the signal's reason when it is aborted.
   */
  async reserveWhenFree(
    maxDollars: number | null,
    modelId: string,
    signal?: AbortSignal,
  ): Promise<(paidDollars: number) => void> {
    for (;;) {
      signal?.throwIfAborted();
      try {
        return this.reserve(maxDollars, modelId);
      } catch (error) {
        if (!(error instanceof BudgetExceededError) || !this.#hasReservations()) throw error;
      }
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
    }
  }

  /** Sums of money that were added and taken away again leave rounding errors. */
  #hasReservations(): boolean {
    return this.#reserved > 1e-9;
  }
}
