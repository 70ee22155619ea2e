import { fingerprint } from './checkpoint/fingerprint.ts';
import type { CheckpointStore, StepName, StepResults, SummaryFailure } from './checkpoint/checkpoint-store.ts';
import { STEP_NAMES } from './checkpoint/checkpoint-store.ts';
import { findBaseClusters } from './cluster/find-base-clusters.ts';
import type { PartitionMeasures } from './cluster/judge-draws.ts';
import { nameBaseClusters } from './cluster/name-clusters.ts';
import type { NamingModel } from './cluster/naming-model.ts';
import { measureAgreement } from './comparison/agreement.ts';
import { measureSilhouette } from './comparison/silhouette.ts';
import type { ConversationSource } from './conversation/conversation-source.ts';
import { embedSummaries } from './embedding/embed-summaries.ts';
import type { EmbeddingModel } from './embedding/embedding-model.ts';
import { CheckpointError } from './error/checkpoint-error.ts';
import { InvalidInputError } from './error/invalid-input-error.ts';
import { arrangeMap } from './projection/map-reference.ts';
import { projectConversations } from './projection/project-conversations.ts';
import type { RunOptions } from './run-options.ts';
import type { ItemFailure, StepOptions } from './step-options.ts';
import { summariseConversations } from './summary/summarise-conversations.ts';
import type { Summary } from './summary/summary.ts';
import type { SummaryModel } from './summary/summary-model.ts';
import { growTree } from './tree/grow-tree.ts';
import type { TreeBuilder } from './tree/tree-builder.ts';

/**
 * The local model's basis is an approximation of one right answer, so the run's seed has no part in it: a run under
 * another seed has the same embeddings, and what differs is what the noise floor of a comparison measures.
 */
const EMBEDDING_SEED = 42;

/** Raised when a step's code changes its results, so that older checkpoints are not taken for new ones. */
const STEP_VERSIONS: Record<StepName, number> = {
  summary: 1,
  embedding: 1,
  cluster: 4,
  name: 2,
  tree: 4,
  projection: 4,
};

export interface PipelineConfiguration {
  conversations: ConversationSource;
  summaryModel: SummaryModel;
  embeddingModel: EmbeddingModel;
  namingModel: NamingModel;
  /** As `options.tree.builder` names it; by default the one that needs no language model. */
  treeBuilder?: TreeBuilder;
  options: RunOptions;
  /**
   * Fingerprints of results that are there already, such as the summaries of an earlier run or a recorded tree. They
   * take the place of the planned ones, and the steps after them build on them.
   */
  given?: Partial<Record<StepName, string>>;
}

export interface PlannedStep {
  name: StepName;
  /** Stands for everything that goes into the step: input, model, options, seed, code version. */
  fingerprint: string;
}

/**
 * The steps of a run with their fingerprints, before anything is computed.
 *
 * A step's fingerprint holds the fingerprints of the steps it reads, so a changed option renames that step and those
 * after it, and nothing else.
 */
export function planSteps(configuration: PipelineConfiguration): PlannedStep[] {
  const { conversations, summaryModel, embeddingModel, namingModel, treeBuilder, options, given = {} } = configuration;
  const { seed } = options;
  const stepFingerprint = (step: StepName, inputs: object): string =>
    given[step] ?? fingerprint({ step, version: STEP_VERSIONS[step], ...inputs });
  const summary = stepFingerprint('summary', {
    conversations: conversations.contentHash,
    model: summaryModel.fingerprint,
  });
  const embedding = stepFingerprint('embedding', { summary, model: embeddingModel.fingerprint });
  const cluster = stepFingerprint('cluster', { embedding, options: nameClusterOptions(options.cluster), seed });
  const name = stepFingerprint('name', { cluster, model: namingModel.fingerprint, seed });
  const { builder, levels, ...shape } = options.tree;
  // Left out at its default, as is the builder: trees keep the names they had before there was a choice.
  const treeOptions = levels === null ? shape : { ...shape, levels };
  if (builder === 'model' && treeBuilder === undefined) {
    throw new InvalidInputError('Expected a tree builder, because options.tree.builder is "model"; got none.');
  }
  const model = builder === 'model' ? treeBuilder?.fingerprint : undefined;
  const tree = stepFingerprint('tree', { name, model, options: treeOptions, seed });
  const projection = stepFingerprint('projection', { tree, options: options.projection, seed });
  const fingerprints = { summary, embedding, cluster, name, tree, projection };
  return STEP_NAMES.map((stepName) => ({ name: stepName, fingerprint: fingerprints[stepName] }));
}

/** Without outliers their options are left out, so that clusters keep the names they had before there was a choice. */
function nameClusterOptions({ outliers, outlierChance, ...options }: RunOptions['cluster']): object {
  return outliers ? { ...options, outliers, outlierChance } : options;
}

/** What a choice among clusterings goes by: the measures that comparisons use. */
const MEASURES: PartitionMeasures = {
  agreement: (a, b) => measureAgreement(a, b).adjustedMutualInformation,
  silhouette: measureSilhouette,
};

/**
 * The name of a result with failed items. The step's own fingerprint stands for the whole result, so it stays free for
 * the time when the failed items are there too; until then nothing is taken for complete that is not.
 */
function nameIncomplete(stepFingerprint: string, failures: readonly (SummaryFailure | ItemFailure)[]): string {
  return fingerprint({ incomplete: stepFingerprint, failures });
}

/** One run's steps over a checkpoint store. */
export interface Pipeline {
  /** A step with failed items gets another fingerprint when it has run, and so do the steps after it. */
  readonly steps: readonly PlannedStep[];
  /**
   * Computes a step from the stored results of the steps before it, and stores it.
   *
   * @returns whether the result was there already, so that nothing was computed.
   * @throws {CheckpointError} if a step before it has no stored result.
   */
  runStep(name: StepName, options?: StepOptions): Promise<{ reused: boolean }>;
  /** As `runStep`, for scripts: @returns the result, computed or stored. */
  finishStep<S extends StepName>(name: S, options?: StepOptions): Promise<StepResults[S]>;
  /** A finished step's result. @throws {CheckpointError} if it has none. */
  result<S extends StepName>(name: S): Promise<StepResults[S]>;
}

/**
 * The pipeline from conversations to the map. The only place that knows the order of the steps.
 *
 * @example
 * const pipeline = createPipeline({ conversations, summaryModel, embeddingModel, namingModel, options, checkpoints });
 * for (const step of pipeline.steps) await pipeline.runStep(step.name, { onProgress });
 * const tree = await pipeline.result('tree');
 */
export function createPipeline(configuration: PipelineConfiguration & { checkpoints: CheckpointStore }): Pipeline {
  const { checkpoints, options } = configuration;
  const { seed } = options;
  const { maxRoots, branching, levels } = options.tree;
  let { given } = configuration;
  let steps = planSteps(configuration);
  const fingerprintOf = (name: StepName): string => steps[STEP_NAMES.indexOf(name)].fingerprint;

  const result = async <S extends StepName>(name: S): Promise<StepResults[S]> => {
    const stored = await checkpoints.read(name, fingerprintOf(name));
    if (stored === null) throw new CheckpointError(`The step "${name}" has no stored result; run it first.`);
    return stored;
  };

  const summaries = async (): Promise<Summary[]> => (await result('summary')).summaries;

  const readMapToAlignTo = async (): Promise<Float32Array | undefined> => {
    const { alignTo } = options.projection;
    if (alignTo === null) return undefined;
    const [summary, projection] = await Promise.all([
      checkpoints.read('summary', alignTo.summary),
      checkpoints.read('projection', alignTo.projection),
    ]);
    if (summary === null || projection === null) {
      throw new CheckpointError('The map that this run is to be aligned to (projection.alignTo) is not stored here.');
    }
    const chatIdsOf = (items: readonly Summary[]): string[] => items.map(({ chatId }) => chatId);
    const map = { chatIds: chatIdsOf(summary.summaries), positions: projection.conversations };
    return arrangeMap(chatIdsOf(await summaries()), map);
  };

  const compute: { [S in StepName]: (step: StepOptions) => Promise<StepResults[S]> } = {
    summary: async (step) => {
      const conversations = await configuration.conversations.load();
      const { results, failures } = await summariseConversations(conversations, {
        model: configuration.summaryModel,
        ...step,
      });
      return { summaries: results.filter((summary) => summary !== null), failures };
    },
    embedding: async (step) =>
      embedSummaries(await summaries(), { model: configuration.embeddingModel, seed: EMBEDDING_SEED, ...step }),
    cluster: async (step) =>
      findBaseClusters((await result('embedding')).embeddings, {
        ...options.cluster,
        seed,
        measures: MEASURES,
        ...step,
      }),
    name: async (step) =>
      nameBaseClusters(
        {
          base: await result('cluster'),
          embeddings: (await result('embedding')).embeddings,
          summaries: await summaries(),
        },
        { model: configuration.namingModel, ...step },
      ),
    tree: async (step) =>
      growTree(
        {
          base: await result('cluster'),
          names: await result('name'),
          embeddings: (await result('embedding')).embeddings,
          summaries: await summaries(),
        },
        {
          maxRoots,
          branching,
          levels,
          measures: MEASURES,
          model: configuration.namingModel,
          builder: configuration.treeBuilder,
          seed,
          ...step,
        },
      ),
    projection: async (step) =>
      projectConversations(
        {
          base: await result('cluster'),
          tree: await result('tree'),
          embeddings: (await result('embedding')).embeddings,
        },
        { ...options.projection, start: await readMapToAlignTo(), seed, ...step },
      ),
  };

  const runStep: Pipeline['runStep'] = async (name, step = {}) => {
    step.signal?.throwIfAborted();
    if (await checkpoints.has(name, fingerprintOf(name))) return { reused: true };
    const failed: ItemFailure[] = [];
    const onFailure = (failure: ItemFailure): void => {
      failed.push(failure);
      step.onFailure?.(failure);
    };
    const computed = await compute[name]({ ...step, onFailure });
    step.signal?.throwIfAborted();
    const failures = name === 'summary' ? (computed as StepResults['summary']).failures : failed;
    if (failures.length > 0) {
      given = { ...given, [name]: nameIncomplete(fingerprintOf(name), failures) };
      steps = planSteps({ ...configuration, given });
    }
    await checkpoints.write(name, fingerprintOf(name), computed as StepResults[typeof name]);
    return { reused: false };
  };

  return {
    get steps() {
      return steps;
    },
    result,
    runStep,
    async finishStep(name, step) {
      await runStep(name, step);
      return result(name);
    },
  };
}
