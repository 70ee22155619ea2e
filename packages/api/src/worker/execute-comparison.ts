import type { Logger } from 'pino';
import type { ComparisonInputs } from '../comparison/comparison-inputs.ts';
import type { ComparisonResult } from '../comparison/comparison-results.ts';
import type { StoredComparison } from '../comparison/comparison.repository.ts';
import { measureGold } from '../comparison/measure-gold.ts';
import { measureNoise, reseedRun } from '../comparison/measure-noise.ts';
import { measureQuality } from '../comparison/measure-quality.ts';
import { measureSeparation } from '../comparison/measure-separation.ts';
import { tagClustersOf } from '../comparison/measure-tags.ts';
import { matchAll, measureAgreements, measureStructures } from '../comparison/measure-trees.ts';
import { createContext } from '../context.ts';
import type { Context } from '../context.ts';
import type { ComparisonPartName } from '../db/comparison-schema.ts';
import type { Workspace } from '../workspace.ts';
import { createProgressWriter } from './progress-writer.ts';
import { watchMemory } from './watch-memory.ts';

interface PartOptions {
  signal: AbortSignal;
  onProgress: (done: number, total: number) => void;
}

/** How each part is computed; a part may read the results of those before it. */
const COMPUTE: {
  [P in ComparisonPartName]: (
    context: Context,
    inputs: ComparisonInputs,
    comparisonId: string,
    options: PartOptions,
  ) => Promise<ComparisonResult<P>>;
} = {
  structure: async (_context, inputs) => measureStructures(inputs),
  agreement: async (_context, inputs) => measureAgreements(inputs),
  matches: async (_context, inputs) => matchAll(inputs),
  tags: async (_context, inputs) => tagClustersOf(inputs, inputs.options),
  summary_quality: (context, inputs, _id, options) => measureQuality(context, inputs, options),
  gold: (context, inputs, _id, options) => measureGold(context, inputs, options),
  reseeds_a: (context, inputs, _id, options) => reseedRun(context, inputs, inputs.a, options),
  reseeds_b: (context, inputs, _id, options) => reseedRun(context, inputs, inputs.b, options),
  noise_floor: measureNoise,
  silhouette: (_context, inputs, _id, options) => measureSeparation(inputs, options),
};

/**
 * Computes one part of a comparison and stores it. May be repeated: a part that was computed before the worker died is
 * found in its row.
 *
 * @param loadInputs - asked for by parts that are not done yet.
 */
export async function executeComparisonPart(
  workspace: Workspace,
  logger: Logger,
  { id }: Pick<StoredComparison, 'id'>,
  name: ComparisonPartName,
  { loadInputs, signal }: { loadInputs: () => Promise<ComparisonInputs>; signal: AbortSignal },
): Promise<void> {
  const { comparisons, events } = workspace;
  if (!(await comparisons.markPartStarted(id, name))) return;
  const progress = createProgressWriter(async (done, total) => {
    await comparisons.saveProgress(id, name, done, total);
    await events.announceChange(id);
  });
  const startedAt = performance.now();
  const endWatch = watchMemory();
  const context = createContext(workspace, { readsLocalFiles: false });
  try {
    await events.announceChange(id);
    const inputs = await loadInputs();
    const result = await COMPUTE[name](context, inputs, id, { signal, onProgress: progress.report });
    await progress.finish();
    signal.throwIfAborted();
    await comparisons.saveResult(id, name, result, endWatch());
    logger.info({ comparison: id, part: name, ms: Math.round(performance.now() - startedAt) }, 'part completed');
  } finally {
    endWatch();
    await events.announceChange(id);
  }
}
