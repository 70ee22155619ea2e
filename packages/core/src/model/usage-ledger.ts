/** What calls are accounted under. */
export interface UsageLabel {
  /** Id of the run, where there is one. */
  run?: string;
  /** Step of the pipeline: `summary`, `name`, … */
  step?: string;
}

/** What one model was used for under one label. */
export interface UsageEntry extends UsageLabel {
  provider: string;
  modelId: string;
  /** Calls that were answered or failed, each counted once whatever its retries. */
  calls: number;
  /** Calls that were answered from the cache or by an identical call in flight. */
  cachedCalls: number;
  /** Calls that ended in an error. */
  failedCalls: number;
  /** Requests sent, retries included. */
  attempts: number;
  inputTokens: number;
  outputTokens: number;
  /** US dollars; null if the model's price is not known. */
  costDollars: number | null;
}

type Amounts = Omit<UsageEntry, 'run' | 'step' | 'provider' | 'modelId'>;

/** Adds up calls, tokens and cost by run, step and model. */
export class UsageLedger {
  readonly #entries = new Map<string, UsageEntry>();

  /** Adds to one entry; amounts that are not given count as 0. */
  record(of: UsageLabel & { provider: string; modelId: string }, amounts: Partial<Amounts>): void {
    const { run, step, provider, modelId } = of;
    const key = JSON.stringify([run, step, provider, modelId]);
    const entry = this.#entries.get(key) ?? { run, step, provider, modelId, ...NOTHING };
    const { costDollars = 0 } = amounts;
    this.#entries.set(key, {
      ...entry,
      calls: entry.calls + (amounts.calls ?? 0),
      cachedCalls: entry.cachedCalls + (amounts.cachedCalls ?? 0),
      failedCalls: entry.failedCalls + (amounts.failedCalls ?? 0),
      attempts: entry.attempts + (amounts.attempts ?? 0),
      inputTokens: entry.inputTokens + (amounts.inputTokens ?? 0),
      outputTokens: entry.outputTokens + (amounts.outputTokens ?? 0),
      // One call of unknown price makes the sum unknown.
      costDollars: entry.costDollars === null || costDollars === null ? null : entry.costDollars + costDollars,
    });
  }

  /** Entries of a label, in the order of their first call; all of them if no label is given. */
  entries({ run, step }: UsageLabel = {}): UsageEntry[] {
    return [...this.#entries.values()].filter(
      (entry) => (run === undefined || entry.run === run) && (step === undefined || entry.step === step),
    );
  }

  /** Sum over the entries of a label; its cost is null if one of them has no known price. */
  total(label: UsageLabel = {}): Amounts {
    return this.entries(label).reduce<Amounts>(
      (sum, entry) => ({
        calls: sum.calls + entry.calls,
        cachedCalls: sum.cachedCalls + entry.cachedCalls,
        failedCalls: sum.failedCalls + entry.failedCalls,
        attempts: sum.attempts + entry.attempts,
        inputTokens: sum.inputTokens + entry.inputTokens,
        outputTokens: sum.outputTokens + entry.outputTokens,
        costDollars:
          sum.costDollars === null || entry.costDollars === null ? null : sum.costDollars + entry.costDollars,
      }),
      NOTHING,
    );
  }
}

const NOTHING: Amounts = {
  calls: 0,
  cachedCalls: 0,
  failedCalls: 0,
  attempts: 0,
  inputTokens: 0,
  outputTokens: 0,
  costDollars: 0,
};
