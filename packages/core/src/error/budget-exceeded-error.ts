/** A call was not made because it could have cost more than what is left of the budget. Nothing was sent. */
export class BudgetExceededError extends Error {
  static readonly code = 'BUDGET_EXCEEDED';
  readonly code = BudgetExceededError.code;
  override readonly name = 'BudgetExceededError';
  /** The whole budget, in US dollars. */
  readonly budgetDollars: number;
  /** Spent so far, calls in flight counted at their highest possible cost. */
  readonly committedDollars: number;
  /** The most that the refused call could have cost. */
  readonly callDollars: number;

  constructor(budgetDollars: number, committedDollars: number, callDollars: number) {
    super(
      `The next call could cost $${callDollars.toFixed(6)}, but of the budget of $${formatDollars(budgetDollars)} ` +
        `$${committedDollars.toFixed(6)} are spent or reserved. Raise the budget to go on; finished calls are kept.`,
    );
    this.budgetDollars = budgetDollars;
    this.committedDollars = committedDollars;
    this.callDollars = callDollars;
  }
}

/** Two digits after the point, or all of a budget that has more. */
function formatDollars(dollars: number): string {
  const cents = dollars.toFixed(2);
  return Number(cents) === dollars ? cents : String(dollars);
}
