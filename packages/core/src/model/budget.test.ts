import { describe, expect, it } from 'vitest';
import { BudgetExceededError } from '../error/budget-exceeded-error.ts';
import { Budget } from './budget.ts';

describe('Budget', () => {
  it('counts calls in flight at their highest cost, and finished ones at their real cost', () => {
    const budget = new Budget(1);
    const settle = budget.reserve(0.6, 'm');
    expect(() => budget.reserve(0.5, 'm')).toThrow('of the budget of $1.00 $0.600000 are spent or reserved');
    settle(0.1);
    expect(budget.spentDollars).toBe(0.1);
    budget.reserve(0.9, 'm');
  });

  it('goes on from what an earlier part of the run has spent', () => {
    expect(() => new Budget(1, 0.95).reserve(0.1, 'm')).toThrow('$0.950000');
  });

  it('lets a sum of many small calls reach it exactly', () => {
    const budget = new Budget(1);
    for (let i = 0; i < 10; i++) budget.reserve(0.1, 'm')(0.1);
    expect(() => budget.reserve(0.0001, 'm')).toThrow('Raise the budget');
  });

  it('cannot be kept for a model of unknown price', () => {
    expect(() => new Budget(1).reserve(null, 'llama3')).toThrow('the price of "llama3" is not known');
  });

  it('a call waits for money that calls under way have set aside, and gives up when none of them is left', async () => {
    const budget = new Budget(1);
    const settle = budget.reserve(0.8, 'm');
    const waiting = budget.reserveWhenFree(0.5, 'm');
    settle(0.1);
    (await waiting)(0.45);
    expect(budget.spentDollars).toBeCloseTo(0.55, 12);
    await expect(budget.reserveWhenFree(0.5, 'm')).rejects.toThrow(BudgetExceededError);
  });
});
