import type { StepName, UsageEntry, UsageLedger } from '@understory/core';
import { sql } from 'drizzle-orm';
import type { Database } from '../db/connect.ts';
import { modelUsage } from '../db/model-call-schema.ts';

/** Adds what a step of a run takes of models to the database. */
export interface UsageWriter {
  /** Writes what has been taken since the last time. */
  save(): Promise<void>;
}

/**
 * Reads from a client's ledger and writes differences, so that attempts of several workers at one step add up.
 *
 * @param ledger - its entries of this run and step from before are taken as written.
 */
export function createUsageWriter(
  db: Database,
  ledger: UsageLedger,
  { runId, step }: { runId: string; step: StepName },
): UsageWriter {
  const read = (): UsageEntry[] => ledger.entries({ run: runId, step });
  let written = new Map(read().map((entry) => [keyOf(entry), entry]));
  let saving: Promise<void> = Promise.resolve();

  const saveDifference = async (): Promise<void> => {
    const entries = read();
    const rows = entries.flatMap((entry) => {
      const before = written.get(keyOf(entry));
      return before !== undefined && COUNTS.every((name) => entry[name] === before[name])
        ? []
        : [{ runId, step, provider: entry.provider, modelId: entry.modelId, ...subtract(entry, before) }];
    });
    if (rows.length === 0) return;
    const added = (name: keyof typeof COLUMNS) => sql`${modelUsage[name]} + excluded.${sql.identifier(COLUMNS[name])}`;
    await db
      .insert(modelUsage)
      .values(rows)
      .onConflictDoUpdate({
        target: [modelUsage.runId, modelUsage.step, modelUsage.provider, modelUsage.modelId],
        set: Object.fromEntries(Object.keys(COLUMNS).map((name) => [name, added(name as keyof typeof COLUMNS)])),
      });
    written = new Map(entries.map((entry) => [keyOf(entry), entry]));
  };
  return {
    save() {
      saving = saving.catch(() => undefined).then(saveDifference);
      return saving;
    },
  };
}

const COUNTS = ['calls', 'cachedCalls', 'failedCalls', 'attempts', 'inputTokens', 'outputTokens'] as const;
const COLUMNS = {
  calls: 'calls',
  cachedCalls: 'cached_calls',
  failedCalls: 'failed_calls',
  attempts: 'attempts',
  inputTokens: 'input_tokens',
  outputTokens: 'output_tokens',
  costDollars: 'cost_dollars',
} as const;

type Amounts = Pick<UsageEntry, keyof typeof COLUMNS>;

const keyOf = ({ provider, modelId }: UsageEntry): string => JSON.stringify([provider, modelId]);

function subtract(entry: UsageEntry, before: UsageEntry | undefined): Amounts {
  const amounts = Object.fromEntries(COUNTS.map((name) => [name, entry[name] - (before?.[name] ?? 0)]));
  const costDollars = entry.costDollars === null ? null : entry.costDollars - (before?.costDollars ?? 0);
  return { ...amounts, costDollars } as Amounts;
}
