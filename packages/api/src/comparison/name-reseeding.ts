import type { RunOptions } from '@understory/core';
import { fingerprint, runOptionsSchema } from '@understory/core';
import type { Run } from '../run/run.type.ts';

/** Raised when the code changes how a run is clustered again, or what is measured on it. */
export const RESEED_VERSION = 3;

/** What a run's partitions under other seeds depend on. */
export interface ReseedingKey {
  run: Pick<Run, 'fingerprint'>;
  /** Places of the conversations among the run's summaries. */
  items: Int32Array;
  /** Conversations in the sample of them; null for all. */
  sampleSize: number | null;
  count: number;
  cluster: ReseedCluster;
}

/** A run's cluster options with the number of clusters it came to, where that was left to the data. */
export type ReseedCluster = Omit<RunOptions['cluster'], 'k'> & { k: number | null };

/** The fingerprint under which the partitions are stored. */
export function nameReseeding({ run, items, sampleSize, count, cluster }: ReseedingKey): string {
  return fingerprint({
    version: RESEED_VERSION,
    run: run.fingerprint,
    items: fingerprint([...items]),
    sampleSize,
    count,
    cluster,
  });
}

/**
 * How a run's conversations are clustered again. An imported run has no options, and as many clusters as leaves; so has a
 * run whose number of clusters was chosen by what is in it.
 */
export function readClusterOptions(run: Pick<Run, 'options' | 'origin'>, leafCount: number): ReseedCluster {
  const { cluster } = runOptionsSchema.parse(run.options);
  const { k } = cluster;
  return { ...cluster, k: run.origin === 'computed' && typeof k !== 'string' ? k : leafCount };
}
