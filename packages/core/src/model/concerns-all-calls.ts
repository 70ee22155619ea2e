import { BudgetExceededError } from '../error/budget-exceeded-error.ts';
import { ModelCallError } from '../error/model-call-error.ts';

/** Whether every further call would end in the same way, so that going on would only fill the list of failures. */
export function concernsAllCalls(error: unknown): error is BudgetExceededError | ModelCallError {
  return error instanceof BudgetExceededError || isAccessRefused(error);
}

/** Whether a server does not accept the key, or not for this model (HTTP 401 and 403). */
export function isAccessRefused(error: unknown): error is ModelCallError {
  return error instanceof ModelCallError && (error.status === 401 || error.status === 403);
}
