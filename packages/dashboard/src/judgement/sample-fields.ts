/** What a form of a judge is filled with, as texts. */
export interface SampleFields {
  count: string;
  budget: string;
}

const mostConversations = 1000;

/** @returns what is wrong with the fields, in a sentence; empty when all is well. */
export function findSampleFault({ count, budget }: SampleFields): string {
  const conversations = Number(count);
  if (!Number.isInteger(conversations) || conversations < 1 || conversations > mostConversations) {
    return `Expected 1 to ${mostConversations} conversations, got “${count}”.`;
  }
  const dollars = Number(budget);
  if (budget.trim() !== '' && !(dollars > 0)) {
    return `Expected a budget in dollars, got “${budget}”.`;
  }
  return '';
}

/** The fields as the API takes them; undefined stands for its defaults. */
export function readSampleFields({ count, budget }: SampleFields): { count: number; budgetDollars?: number } {
  return { count: Number(count), budgetDollars: budget.trim() === '' ? undefined : Number(budget) };
}
