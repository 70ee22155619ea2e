import type { Context } from '../../context.ts';
import type { Run } from '../../run/run.type.ts';
import { readConfiguration } from '../read-configuration.ts';

/** A run, so that a reader can tell which one it was. */
export interface ReportedRun {
  id: string;
  name: string;
  /** Name and version. */
  summaryModel: string;
  conversationCount: number;
  origin: Run['origin'];
  /** Null for an imported run: it is not recorded. */
  seed: number | null;
  /** Same fingerprint, same results. */
  fingerprint: string;
  /** Of the conversations that the run covers. */
  datasetContentHash: string;
  /** ISO 8601; null where it has not ended. */
  startedAt: string | null;
  finishedAt: string | null;
}

export async function reportRun(context: Pick<Context, 'loaders'>, run: Run): Promise<ReportedRun> {
  const { modelName, version } = await readConfiguration(context, run);
  const { id, name, conversationCount, origin, fingerprint, datasetContentHash } = run;
  return {
    id,
    name,
    summaryModel: `${modelName} v${version.version}`,
    conversationCount,
    origin,
    seed: origin === 'computed' ? run.seed : null,
    fingerprint,
    datasetContentHash,
    startedAt: (run.startedAt ?? run.createdAt).toISOString(),
    finishedAt: run.finishedAt?.toISOString() ?? null,
  };
}
