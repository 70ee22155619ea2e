import type { ConversationSource, JsonObject, PipelineConfiguration, RunOptions } from '@understory/core';
import {
  createEmbeddingModel,
  defineSummaryModel,
  KeywordNamingModel,
  summaryModelDefinitionSchema,
} from '@understory/core';

/**
 * The pipeline's configuration of a run: the models that its frozen record names.
 *
 * @param definition - of the summary model version.
 */
export function createPipelineConfiguration(
  conversations: ConversationSource,
  definition: JsonObject,
  options: RunOptions,
): PipelineConfiguration {
  return {
    conversations,
    summaryModel: defineSummaryModel(summaryModelDefinitionSchema.parse(definition)),
    embeddingModel: createEmbeddingModel(options.embedding),
    namingModel: new KeywordNamingModel(),
    options,
  };
}
