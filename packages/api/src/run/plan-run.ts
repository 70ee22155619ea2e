import type { ModelName, Models } from '../model-call/models.ts';
import type {
  CallAccount,
  ConversationSource,
  JsonObject,
  PipelineConfiguration,
  RunOptions,
  StepName,
  SummaryModel,
} from '@understory/core';
import {
  createEmbeddingModel,
  createNamingModel,
  createTreeBuilder,
  defineSummaryModel,
  summaryModelDefinitionSchema,
} from '@understory/core';

/**
 * The pipeline's configuration of a run: the models that its frozen record names.
 *
 * @param definition - of the summary model version.
 * @param models - the remote ones, and what their calls are accounted under.
 * @param given - fingerprints of results that are there already.
 */
export function createPipelineConfiguration(
  conversations: ConversationSource,
  definition: JsonObject,
  options: RunOptions,
  { models, account = {} }: { models: Models; account?: CallAccount },
  given: PipelineConfiguration['given'] = {},
): PipelineConfiguration {
  const { naming, embedding, tree } = options;
  const namingParts = {
    languageModel: naming.provider === 'local' ? undefined : models.languageModel(naming, account),
    concurrency: models.client.settings.concurrency,
  };
  return {
    conversations,
    summaryModel: createSummaryModelOf(definition, { models, account }),
    embeddingModel: createEmbeddingModel(embedding, models.embeddingAccess(account)),
    namingModel: createNamingModel(naming, namingParts),
    treeBuilder: createTreeBuilder(tree, namingParts),
    options,
    given,
  };
}

/** The summary model of a stored definition. */
export function createSummaryModelOf(
  definition: JsonObject,
  { models, account }: { models: Models; account: CallAccount },
): SummaryModel {
  const parsed = summaryModelDefinitionSchema.parse(definition);
  if (parsed.kind !== 'prompt') return defineSummaryModel(parsed);
  return defineSummaryModel(parsed, {
    languageModel: models.languageModel(parsed, account),
    // Twice what the client lets out, so that a call is ready while others are looked up or written to the cache.
    concurrency: 2 * models.client.settings.concurrency,
  });
}

/** The remote models that a run would ask, with the step that asks them. */
export function listRemoteModels(definition: JsonObject, options: RunOptions): (ModelName & { step: StepName })[] {
  const parsed = summaryModelDefinitionSchema.parse(definition);
  const remote: (ModelName & { step: StepName })[] = [];
  if (parsed.kind === 'prompt') remote.push({ step: 'summary', provider: parsed.provider, modelId: parsed.modelId });
  for (const [step, { provider, modelId }] of [
    ['embedding', options.embedding],
    ['name', options.naming],
  ] as [StepName, ModelName][]) {
    if (provider !== 'local') remote.push({ step, provider, modelId });
  }
  return remote;
}
