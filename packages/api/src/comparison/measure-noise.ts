import type { StepOptions } from '@understory/core';
import { measureAgreement, measureNoiseFloor, reseedClusters } from '@understory/core';
import type { Context } from '../context.ts';
import type { ComparisonInputs } from './comparison-inputs.ts';
import type { ComparisonResults, NotMeasured, StoredStability } from './comparison-results.ts';
import type { ComparedRun } from './load-comparison.ts';
import { nameReseeding, readClusterOptions } from './name-reseeding.ts';
import { measureStability } from './measure-stability.ts';

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
  const { run, items, tree } = compared;
  if (items.length < LEAST_CONVERSATIONS) {
    return {
      reason: `The runs share ${items.length} conversations; fewer than ${LEAST_CONVERSATIONS} cannot show what another seed would change.`,
    };
  }
  const cluster = readClusterOptions(run, tree.clusters.filter(({ isLeaf }) => isLeaf).length);
  const { reseedCount: count } = options;
  const name = nameReseeding({ run, items, sampleSize: sample?.length ?? null, count, cluster });
  const loaded = await inputs.loadEmbeddings(compared, step.signal);
  if ('reason' in loaded) return loaded;
  const { embeddings, remarks } = loaded;
  const isStored = (await comparisons.findReseeding(name)) !== null;
  if (!isStored) {
    const partitions = await reseedClusters(embeddings, {
      key: run.fingerprint,
      count,
      ...(sample === null ? {} : { rows: sample }),
      ...cluster,
      signal: step.signal,
      onProgress: (done, total) => step.onProgress(done, 2 * total),
    });
    const stability = await measureStability(
      { compared, embeddings, sample, reseeds: partitions },
      { signal: step.signal, onProgress: (done, total) => step.onProgress(total + done, 2 * total) },
    );
    step.signal.throwIfAborted();
    await comparisons.saveReseeding(name, run.id, partitions, stability);
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
  type Reseeds = { partitions: Int32Array[]; stability: StoredStability[]; remarks: string[] };
  const read = async (part: 'reseeds_a' | 'reseeds_b'): Promise<NotMeasured | Reseeds> => {
    const result = await comparisons.findResult(comparisonId, part);
    if (result === null) throw new Error(`The part "${part}" of the comparison has no result.`);
    if ('reason' in result) return result;
    const partitions = await comparisons.findReseeding(result.fingerprint);
    const stability = await comparisons.findStability(result.fingerprint);
    if (partitions === null || stability === null) {
      throw new Error(`The stored partitions of the part "${part}" are gone.`);
    }
    return { partitions, stability, remarks: result.remarks };
  };
  const [reseedsA, reseedsB] = [await read('reseeds_a'), await read('reseeds_b')];
  if ('reason' in reseedsA) return reseedsA;
  if ('reason' in reseedsB) return reseedsB;
  // A sample's clusters are as large as the run's, and so hold more of the topics: the run's own are not like them.
  const stored = sample === null ? { storedA: a.leaves, storedB: b.leaves } : {};
  const floor = await measureNoiseFloor(
    { reseedsA: reseedsA.partitions, reseedsB: reseedsB.partitions, ...stored },
    { seed: options.seed, cause: difference.cause, ...step },
  );
  const agreement = sample === null ? null : measureAgreement(a.leaves, b.leaves);
  // The seed also draws the local embedding, which is the same for all reseeds of a run: that noise is not in the floor.
  const isNoise = difference.isSeedOnly && floor.verdict === 'DIFFERENT';
  const { across, withinA, withinB } = floor.adjustedRandIndex;
  return {
    conversationCount: floor.n,
    sharedCount: inputs.positions.length,
    reseedCount: options.reseedCount,
    adjustedRandIndex: {
      ...floor.adjustedRandIndex,
      stored: agreement?.adjustedRandIndex ?? floor.adjustedRandIndex.stored,
    },
    adjustedMutualInformation: {
      ...floor.adjustedMutualInformation,
      stored: agreement?.adjustedMutualInformation ?? floor.adjustedMutualInformation.stored,
    },
    pValue: floor.pValue,
    verdict: isNoise ? 'WITHIN_NOISE' : floor.verdict,
    sentence: isNoise
      ? `The runs differ in the seed alone, so what differs between their clusters is noise: they agree at ARI ${across.mean.toFixed(2)}; clustering the embeddings of A again gives ${withinA.mean.toFixed(2)}, those of B ${withinB.mean.toFixed(2)}.`
      : floor.sentence,
    remarks: [...new Set([...reseedsA.remarks, ...reseedsB.remarks, ...floor.remarks])],
    stabilityA: reseedsA.stability,
    stabilityB: reseedsB.stability,
  };
}
