export { CheckpointError } from './error/checkpoint-error.ts';
export { BudgetExceededError } from './error/budget-exceeded-error.ts';
export { describeIssue, describeIssues } from './error/describe-issues.ts';
export { InvalidInputError } from './error/invalid-input-error.ts';
export { ModelCallError } from './error/model-call-error.ts';
export { ModelOutputError } from './error/model-output-error.ts';
export type { JsonObject, JsonValue } from './json.ts';
export type { ItemFailure, StepOptions } from './step-options.ts';

export type { Conversation, Message, MessageRole } from './conversation/conversation.ts';
export { MESSAGE_ROLES } from './conversation/conversation.ts';
export type { ConversationSource } from './conversation/conversation-source.ts';
export { createConversationSource } from './conversation/conversation-source.ts';
export { conversationContentHash } from './conversation/conversation-content-hash.ts';
export { listEarlierNames } from './conversation/name-by-words.ts';
export { readConversations } from './conversation/read-conversations.ts';
export { joinRepeated } from './conversation/repeated-history.ts';
export { readKuraJsonl } from './conversation/read-kura-jsonl.ts';
export { formatKuraRow, writeKuraJsonl } from './conversation/write-kura-jsonl.ts';

export type {
  GeneratedObject,
  GenerateObjectRequest,
  LanguageModel,
  ModelMessage,
  TokenUsage,
} from './model/language-model.ts';
export type { CachedAnswer, ModelCallCache } from './model/model-call-cache.ts';
export { MemoryModelCallCache } from './model/memory-model-call-cache.ts';
export type { CallAccount, ModelClientOptions } from './model/model-client.ts';
export { ModelClient } from './model/model-client.ts';
export type { ModelClientSettingsInput } from './model/model-client-options.ts';
export { modelClientOptionsSchema } from './model/model-client-options.ts';
export { isAccessRefused } from './model/concerns-all-calls.ts';
export { Budget } from './model/budget.ts';
export type { UsageEntry, UsageLabel, UsageLedger } from './model/usage-ledger.ts';
export type { ModelPrice, PriceTable } from './model/prices.ts';
export { OPENAI_PRICES, priceCall, priceTableSchema } from './model/prices.ts';
export { estimateTokens } from './model/estimate-tokens.ts';
export { OpenAIChatProvider } from './model/openai/openai-chat-provider.ts';
export { OpenAIEmbeddingModel } from './model/openai/openai-embedding-model.ts';

export type { Summary } from './summary/summary.ts';
export type { SummaryModel } from './summary/summary-model.ts';
export type { SummaryModelDefinition, SummaryModelDefinitionInput } from './summary/summary-model-definition.ts';
export { summaryModelDefinitionSchema } from './summary/summary-model-definition.ts';
export type { SummaryModelParts } from './summary/define-summary-model.ts';
export { defineSummaryModel } from './summary/define-summary-model.ts';
export type { DetailedSummary, SummaryRequest } from './summary/prompted/prompted-summary-model.ts';
export { PromptedSummaryModel } from './summary/prompted/prompted-summary-model.ts';
export type { ConversationCut } from './summary/prompted/cut-conversation.ts';
export type { PromptDefinition, PromptDefinitionInput } from './summary/prompted/prompt-definition.ts';
export { promptDefinitionSchema } from './summary/prompted/prompt-definition.ts';
export { FEATURE_PROMPT_DEFINITION, GENERIC_PROMPT_DEFINITION } from './summary/prompted/prompt-templates.ts';
export type { Compliance, FormRules } from './summary/compliance.ts';
export { checkCompliance } from './summary/compliance.ts';
export type { SummariseResult } from './summary/summarise-conversations.ts';
export { summariseConversations } from './summary/summarise-conversations.ts';
export { countWords } from './summary/count-words.ts';
export { summaryToText } from './summary/summary-to-text.ts';

export type { EmbeddedCorpus, EmbeddingModel, EncoderState, TextEncoder } from './embedding/embedding-model.ts';
export type { EmbeddingAccess } from './embedding/create-embedding-model.ts';
export { createEmbeddingModel } from './embedding/create-embedding-model.ts';
export { embedSummaries } from './embedding/embed-summaries.ts';

export type {
  BaseClusters,
  ClusterCountCandidate,
  ClusterCountCurve,
  ClusterName,
  Outliers,
} from './cluster/cluster.ts';
export { OUTLIER } from './cluster/cluster.ts';
export type { ClusterEvidence, NamingModel, NamingRequest } from './cluster/naming-model.ts';
export { clusterEmbeddings } from './cluster/cluster-embeddings.ts';
export { nameBaseClusters } from './cluster/name-clusters.ts';
export { KeywordNamingModel } from './cluster/keyword-naming/keyword-naming-model.ts';
export type { PromptedNamingOptions } from './cluster/prompted-naming/prompted-naming-model.ts';
export { PromptedNamingModel } from './cluster/prompted-naming/prompted-naming-model.ts';
export { createNamingModel } from './cluster/create-naming-model.ts';

export type { ClusterNode, ClusterTree, LevelCountCandidate, LevelCountCurve } from './tree/cluster-tree.ts';
export { listClusterMembers, listLeafPaths } from './tree/cluster-members.ts';
export type { TreeBuilder } from './tree/tree-builder.ts';
export { createTreeBuilder } from './tree/create-tree-builder.ts';
export { buildTree } from './tree/build-tree.ts';
export { formatTree } from './tree/format-tree.ts';
export { createRandom } from './math/random.ts';
export type { Matrix } from './math/matrix.ts';
export { createMatrix } from './math/matrix.ts';
export { takeRows } from './math/take-rows.ts';
export type { Projection } from './projection/projection.ts';
export { projectConversations } from './projection/project-conversations.ts';
export type { AlignmentOptions, PlaneTransform } from './projection/align-positions.ts';
export { findPlaneTransform, measureFit, transformPositions } from './projection/align-positions.ts';
export { alignProjection } from './projection/align-projection.ts';
export type { MapReference } from './projection/map-reference.ts';
export { referToMap } from './projection/map-reference.ts';
export { measureTrustworthiness } from './projection/measure-trustworthiness.ts';

export type { FindNearestOptions, NearestRow } from './search/find-nearest.ts';
export { findNearest } from './search/find-nearest.ts';
export { findClusterDirections } from './search/find-cluster-directions.ts';

export type { CheckpointStore, StepName, StepResults, SummaryFailure } from './checkpoint/checkpoint-store.ts';
export { STEP_NAMES } from './checkpoint/checkpoint-store.ts';
export type { KuraCheckpoint, KuraSource, KuraSources, RecordedOutlier } from './checkpoint/kura-checkpoint.ts';
export type { ExportedCurves } from './checkpoint/kura-files.ts';
export { CURVES_FILE, KURA_FILES, OUTLIERS_FILE } from './checkpoint/kura-files.ts';
export type { KuraFolderOptions } from './checkpoint/read-kura-folder.ts';
export { openKuraFolder, readKuraFolder } from './checkpoint/read-kura-folder.ts';
export { readKuraCheckpoint } from './checkpoint/read-kura-checkpoint.ts';
export { fingerprintKura, toStepResults } from './checkpoint/kura-step-results.ts';
export { FolderCheckpointStore } from './checkpoint/folder-checkpoint-store.ts';
export { MemoryCheckpointStore } from './checkpoint/memory-checkpoint-store.ts';
export { fingerprint } from './checkpoint/fingerprint.ts';
export { putTogether, takeApart } from './checkpoint/step-parts.ts';

export type { RunOptions, RunOptionsInput } from './run-options.ts';
export { runOptionsSchema } from './run-options.ts';
export type { Pipeline, PipelineConfiguration, PlannedStep } from './pipeline.ts';
export { createPipeline, planSteps } from './pipeline.ts';

export type { Agreement } from './comparison/agreement.ts';
export { measureAgreement } from './comparison/agreement.ts';
export { labelsAtDepth } from './comparison/labels-at-depth.ts';
export { isolateOutliers } from './comparison/isolate-outliers.ts';
export { listFlows } from './comparison/flows.ts';
export type { ClusterOverlap, MatchKind, MatchThresholds } from './comparison/tag-clusters.ts';
export { DEFAULT_MATCH_THRESHOLDS } from './comparison/tag-clusters.ts';
export type { FilledTree, TreeTag, TreeTagKind, TreeTags } from './comparison/tag-trees.ts';
export { tagTrees } from './comparison/tag-trees.ts';
export type { ClusterMatch, ClusterMatching, MatchOptions } from './comparison/match-clusters.ts';
export { matchClusters } from './comparison/match-clusters.ts';
export type { TreeShape } from './comparison/structure.ts';
export { measureStructure } from './comparison/structure.ts';
export { measureDaviesBouldin } from './comparison/davies-bouldin.ts';
export { measureSilhouette } from './comparison/silhouette.ts';
export { measureClusterStability, DOUBTFUL_BELOW, STABLE_FROM } from './comparison/cluster-stability.ts';
export type { TopicStabilityOptions, TopicTree } from './comparison/topic-stability.ts';
export { measureTopicStability } from './comparison/topic-stability.ts';
export type {
  ChangedSetting,
  ComparedConfiguration,
  ConfigurationDifference,
  ConfigurationFactor,
  FactorDifference,
} from './comparison/configuration-difference.ts';
export { compareConfigurations, FACTOR_LABELS } from './comparison/configuration-difference.ts';
export type { AgreementFloor, AgreementSpread, NoiseFloor, Verdict } from './comparison/noise-floor.ts';
export { measureNoiseFloor } from './comparison/noise-floor.ts';
export { reseedClusters, sampleRows } from './comparison/reseed-clusters.ts';
export type { TextPart } from './comparison/text-difference.ts';
export { compareTexts } from './comparison/text-difference.ts';
export type { Estimate, IntervalMethod, PairedDifference } from './comparison/statistics/estimate.ts';
export { estimateShare } from './comparison/statistics/estimate-share.ts';
export type { QualityMetric, QualityMetricName } from './comparison/summary-quality/quality-metrics.ts';
export { QUALITY_METRIC_NAMES, QUALITY_METRICS } from './comparison/summary-quality/quality-metrics.ts';
export type {
  Counted,
  QualityStandards,
  RunSummaries,
  SummaryQuality,
} from './comparison/summary-quality/summary-quality.ts';
export { DEFAULT_BANNED_PHRASES, DEFAULT_VAGUE_PHRASES } from './comparison/summary-quality/phrase-lists.ts';
export { conversationToText } from './comparison/summary-quality/conversation-to-text.ts';
export { measureSummaryQuality } from './comparison/summary-quality/measure-summary-quality.ts';
export type { QualityDifference } from './comparison/summary-quality/compare-summary-quality.ts';
export { compareSummaryQuality } from './comparison/summary-quality/compare-summary-quality.ts';
export type { GoldInput, GoldLevelScores, GoldScore, GoldScores } from './comparison/gold/measure-gold-scores.ts';
export { measureGoldScores } from './comparison/gold/measure-gold-scores.ts';
export type { GoldDifference } from './comparison/gold/compare-gold-scores.ts';
export { compareGoldScores } from './comparison/gold/compare-gold-scores.ts';
export type { BlindChoice, BlindPair, BlindVerdict, PairJudge } from './comparison/judge/pair-judge.ts';
export { DEFAULT_PURPOSE } from './comparison/judge/pair-judge.ts';
export { PromptedPairJudge, readPurpose } from './comparison/judge/prompted-pair-judge.ts';
export type { PairAnswer, PairVerdict } from './comparison/judge/pair-verdict.ts';
export { preferredOf, settlePairs } from './comparison/judge/pair-verdict.ts';
export type { SummaryPair } from './comparison/judge/judge-pairs.ts';
export { isSameSummary, judgePairs, listPairQuestions, orderPair } from './comparison/judge/judge-pairs.ts';
export type { Preference, PreferenceVerdict } from './comparison/judge/measure-preference.ts';
export { measurePreference } from './comparison/judge/measure-preference.ts';
export type { JudgeAgreement } from './comparison/judge/judge-agreement.ts';
export { measureJudgeAgreement } from './comparison/judge/judge-agreement.ts';
export { sampleItems } from './comparison/judge/sample-items.ts';
export type { NamingJudge, Placement, Topic } from './comparison/judge/naming-judge.ts';
export { EmbeddingNamingJudge } from './comparison/judge/embedding-naming-judge.ts';
export { PromptedNamingJudge } from './comparison/judge/prompted-naming-judge.ts';
export { placeConversations } from './comparison/judge/place-conversations.ts';
export type { NamingAnswer, NamingComparison, NamingScore } from './comparison/judge/measure-naming.ts';
export { compareNaming } from './comparison/judge/measure-naming.ts';
export { chooseNamingDepth } from './comparison/judge/choose-naming-depth.ts';
export { listReadMembers } from './cluster/prompted-naming/naming-prompt.ts';
