import type { StepOptions } from '@understory/core';
import { fingerprint, measureClusterStability, measureNoiseFloor, reseedClusters } from '@understory/core';
import type { Context } from '../context.ts';
import type { ComparisonInputs } from './comparison-inputs.ts';
import { readClusterOptions } from './comparison-inputs.ts';
import type { ComparisonResults, NotMeasured } from './comparison-results.ts';
import type { ComparedRun } from './load-comparison.ts';
import { renumber } from './measure-trees.ts';

/** Raised when the code changes how a run is clustered again. */
const RESEED_VERSION = 1;
/** Fewer conversations have no clusters that a seed could change. */
const LEAST_CONVERSATIONS = 10;

/** Clusters a run again under other seeds, unless another comparison has done so over the same conversations. */
export async function reseedRun(
  { comparisons }: Pick<Context, 'comparisons'>,
  inputs: ComparisonInputs,
  compared: ComparedRun,
  step: Required<Pick<StepOptions, 'signal' | 'onProgress'>>,
): Promise<ComparisonResults['reseeds_a']> {
  const { options, sample } = inputs;
  const { run, items } = compared;
  if (items.length < LEAST_CONVERSATIONS) {
    return {
      reason: `The runs share ${items.length} conversations; fewer than ${LEAST_CONVERSATIONS} cannot show what another seed would change.`,
    };
  }
  const cluster = readClusterOptions(compared);
  const name = fingerprint({
    version: RESEED_VERSION,
    run: run.fingerprint,
    items: fingerprint([...items]),
    sampleSize: sample === null ? null : sample.length,
    count: options.reseedCount,
    cluster,
  });
  const loaded = await inputs.loadEmbeddings(compared, step.signal);
  if ('reason' in loaded) return loaded;
  const { embeddings, remarks } = loaded;
  const isStored = (await comparisons.findReseeding(name)) !== null;
  if (!isStored) {
    const partitions = await reseedClusters(embeddings, {
      key: run.fingerprint,
      count: options.reseedCount,
      ...(sample === null ? {} : { rows: sample }),
      ...cluster,
      ...step,
    });
    step.signal.throwIfAborted();
    await comparisons.saveReseeding(name, run.id, partitions);
  }
  return { fingerprint: name, reused: isStored, remarks };
}

/** Holds the runs' agreement against what other seeds alone would change. */
export async function measureNoise(
  { comparisons }: Pick<Context, 'comparisons'>,
  inputs: ComparisonInputs,
  comparisonId: string,
  step: Required<Pick<StepOptions, 'signal' | 'onProgress'>>,
): Promise<ComparisonResults['noise_floor']> {
  const { a, b, sample, options, difference } = inputs;
  type Reseeds = { partitions: Int32Array[]; remarks: string[] };
  const read = async (part: 'reseeds_a' | 'reseeds_b'): Promise<NotMeasured | Reseeds> => {
    const result = await comparisons.findResult(comparisonId, part);
    if (result === null) throw new Error(`The part "${part}" of the comparison has no result.`);
    if ('reason' in result) return result;
    const partitions = await comparisons.findReseeding(result.fingerprint);
    if (partitions === null) throw new Error(`The stored partitions of the part "${part}" are gone.`);
    return { partitions, remarks: result.remarks };
  };
  const [reseedsA, reseedsB] = [await read('reseeds_a'), await read('reseeds_b')];
  if ('reason' in reseedsA) return reseedsA;
  if ('reason' in reseedsB) return reseedsB;
  const storedA = sample === null ? a.leaves : sample.map((row) => a.leaves[row]);
  const storedB = sample === null ? b.leaves : sample.map((row) => b.leaves[row]);
  const floor = await measureNoiseFloor(
    { reseedsA: reseedsA.partitions, reseedsB: reseedsB.partitions, storedA, storedB },
    { seed: options.seed, cause: difference.cause, ...step },
  );
  // The seed also draws the local embedding, which is the same for all reseeds of a run: that noise is not in the floor.
  const isNoise = difference.isSeedOnly && floor.verdict === 'DIFFERENT';
  const { across, withinA, withinB } = floor.adjustedRandIndex;
  return {
    conversationCount: floor.n,
    sharedCount: inputs.positions.length,
    reseedCount: options.reseedCount,
    adjustedRandIndex: floor.adjustedRandIndex,
    adjustedMutualInformation: floor.adjustedMutualInformation,
    pValue: floor.pValue,
    verdict: isNoise ? 'WITHIN_NOISE' : floor.verdict,
    sentence: isNoise
      ? `The runs differ in the seed alone, so what differs between their clusters is noise: they agree at ARI ${across.mean.toFixed(2)}; clustering the embeddings of A again gives ${withinA.mean.toFixed(2)}, those of B ${withinB.mean.toFixed(2)}.`
      : floor.sentence,
    remarks: [...new Set([...reseedsA.remarks, ...reseedsB.remarks, ...floor.remarks])],
    stabilityA: measureStability(storedA, reseedsA.partitions),
    stabilityB: measureStability(storedB, reseedsB.partitions),
  };
}

function measureStability(leaves: Int32Array, reseeds: readonly Int32Array[]): { index: number; stability: number }[] {
  const { labels, clusters } = renumber(leaves);
  return Array.from(measureClusterStability(labels, reseeds), (stability, i) => ({
    index: clusters[i],
    stability: Math.round(stability * 1e4) / 1e4,
  }));
}
