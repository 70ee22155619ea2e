import type { JsonObject, SummaryModel, SummaryModelDefinition } from '@understory/core';
import {
  describeIssues,
  checkCompliance,
  createRandom,
  InvalidInputError,
  ModelOutputError,
  PromptedSummaryModel,
  summaryModelDefinitionSchema,
} from '@understory/core';
import type { StoredConversation } from '../conversation/conversation.type.ts';
import { createSummaryModelOf } from '../run/plan-run.ts';
import type { Workspace } from '../workspace.ts';
import type { PreviewAnswer, PreviewSummariesInput, SummaryPreview } from './preview.type.ts';

const MAX_CONVERSATIONS = 20;
const DEFAULT_SEED = 42;
/** Someone is waiting for it. */
const TIMEOUT_MS = 120_000;

interface Candidate {
  definition: SummaryModelDefinition;
  model: SummaryModel;
}

/**
 * Tries a summary model on a few conversations, beside another one if wanted. Answers of language models are kept in the
 * cache, so a run of the same model does not pay for them again.
 *
 * @throws {InvalidInputError} if the definition is not valid, a thing is not there, or no language model can be reached.
 */
export async function previewSummaries(workspace: Workspace, input: PreviewSummariesInput): Promise<SummaryPreview> {
  const candidates = [await openCandidate(workspace, input)];
  const { compareWith = null } = input;
  if (compareWith !== null) candidates.push(await openCandidate(workspace, { versionId: compareWith }));
  const conversations = await chooseConversations(workspace, input);
  const signal = AbortSignal.timeout(TIMEOUT_MS);
  const rows = await Promise.all(
    conversations.map(async (conversation) => ({
      conversation,
      answers: await Promise.all(candidates.map((candidate) => answer(candidate, conversation, signal))),
    })),
  );
  const models = candidates.map(({ definition, model: { provider, modelId } }) => ({
    provider,
    modelId,
    definition: toJson(definition),
  }));
  return { models, rows };
}

async function openCandidate(
  { models, summaryModels }: Workspace,
  { definition, versionId }: Pick<PreviewSummariesInput, 'definition' | 'versionId'>,
): Promise<Candidate> {
  const hasDefinition = definition !== undefined && definition !== null;
  const hasVersion = versionId !== undefined && versionId !== null;
  if (hasDefinition === hasVersion) throw new InvalidInputError('Expected either `definition` or `versionId`.');
  const version = hasVersion ? await summaryModels.findVersion(versionId) : null;
  if (hasVersion && version === null) throw new InvalidInputError(`There is no summary model version "${versionId}".`);
  const parsed = summaryModelDefinitionSchema.safeParse(version?.definition ?? definition);
  if (!parsed.success) throw new InvalidInputError(describeIssues('definition', parsed.error));
  if (parsed.data.kind === 'prompt') models.requireReachable(parsed.data);
  const model = createSummaryModelOf(toJson(parsed.data), { models, account: { step: 'preview' } });
  return { definition: parsed.data, model };
}

async function chooseConversations(
  { conversations, datasets }: Workspace,
  { datasetId, conversationIds, sampleSize, seed }: PreviewSummariesInput,
): Promise<StoredConversation[]> {
  const dataset = await datasets.find(datasetId);
  if (dataset === null) throw new InvalidInputError(`There is no dataset "${datasetId}".`);
  const wanted = conversationIds?.length ?? sampleSize ?? 2;
  if (wanted < 1 || wanted > MAX_CONVERSATIONS) {
    throw new InvalidInputError(`Expected 1 … ${MAX_CONVERSATIONS} conversations, got ${wanted}.`);
  }
  if (conversationIds !== undefined && conversationIds !== null) {
    const found = new Map((await conversations.findMany(conversationIds)).map((each) => [each.id, each]));
    return conversationIds.map((id) => {
      const conversation = found.get(id);
      if (conversation?.datasetId !== datasetId) {
        throw new InvalidInputError(`conversationIds: there is no conversation "${id}" in the dataset.`);
      }
      return conversation;
    });
  }
  const positions = samplePositions(dataset.conversationCount, wanted, seed ?? DEFAULT_SEED);
  const sampled = await conversations.findAtPlaces(positions.map((position) => ({ datasetId, position })));
  return sampled.toSorted((a, b) => a.position - b.position);
}

/** Different positions, each as likely as any other. */
function samplePositions(count: number, wanted: number, seed: number): number[] {
  const random = createRandom(seed);
  const chosen = new Set<number>();
  while (chosen.size < Math.min(count, wanted)) chosen.add(random.below(count));
  return [...chosen];
}

async function answer(
  { definition, model }: Candidate,
  conversation: StoredConversation,
  signal: AbortSignal,
): Promise<PreviewAnswer> {
  const startedAt = performance.now();
  const nothing = { failureReason: null, rawAnswer: null, messages: [], inputTokens: 0, outputTokens: 0 };
  const local = { ...nothing, costDollars: 0, isCached: false };
  const messages = model instanceof PromptedSummaryModel ? model.composeRequest(conversation).messages : [];
  const asPreview = (summary: Awaited<ReturnType<SummaryModel['summarise']>>) => ({
    ...summary,
    cut: summary.cut ?? null,
    compliance: checkCompliance(summary.summary, definition),
  });
  try {
    if (!(model instanceof PromptedSummaryModel)) {
      const summary = asPreview(await model.summarise(conversation, { signal }));
      return { ...local, summary, durationMs: performance.now() - startedAt };
    }
    const { summary, generated } = await model.summariseInDetail(conversation, { signal });
    const { usage, costDollars, cached } = generated;
    return {
      ...nothing,
      ...usage,
      summary: asPreview(summary),
      messages,
      costDollars,
      isCached: cached,
      durationMs: performance.now() - startedAt,
    };
  } catch (error) {
    const failureReason = error instanceof Error ? error.message : String(error);
    const rawAnswer = error instanceof ModelOutputError ? error.rawText : null;
    // What a failed call cost is in nobody's answer.
    const costDollars = messages.length === 0 ? 0 : null;
    return {
      ...local,
      summary: null,
      failureReason,
      rawAnswer,
      messages,
      costDollars,
      durationMs: performance.now() - startedAt,
    };
  }
}

function toJson(definition: SummaryModelDefinition): JsonObject {
  return JSON.parse(JSON.stringify(definition)) as JsonObject;
}
