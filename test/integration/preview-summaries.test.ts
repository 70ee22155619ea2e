import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createLogger } from '../../packages/api/src/server/create-logger.ts';
import type { Worker } from '../../packages/api/src/worker/start-worker.ts';
import { startWorker } from '../../packages/api/src/worker/start-worker.ts';
import { startOpenAIServer } from '../openai-server/openai-server.ts';
import type { OpenAIServer } from '../openai-server/openai-server.ts';
import { openTestWorkspace } from './setup/open-test-workspace.ts';
import { createSummaryModel, DEFINITION, settle, startPromptedRun } from './setup/prompted-runs.ts';
import { importDataset } from './setup/start-runs.ts';
import type { TestServer } from './setup/start-test-server.ts';
import { startTestServer } from './setup/start-test-server.ts';

interface Answer {
  summary: {
    summary: string;
    topic: string | null;
    cut: { leftOut: number; keptFirst: number } | null;
    compliance: { wordCount: number; isInWordRange: boolean | null; usedBannedPhrases: string[] | null };
  } | null;
  failureReason: string | null;
  rawAnswer: string | null;
  messages: { role: string; content: string }[];
  inputTokens: number;
  outputTokens: number;
  costDollars: number | null;
  isCached: boolean;
  durationMs: number;
}
interface Preview {
  models: { provider: string; modelId: string }[];
  rows: { conversation: { id: string; chatId: string }; answers: Answer[] }[];
}

const PREVIEW = `mutation ($input: PreviewSummariesInput!) { previewSummaries(input: $input) {
  models { provider modelId definition }
  rows { conversation { id chatId } answers {
    summary { summary topic cut { leftOut keptFirst } compliance { wordCount isInWordRange usedBannedPhrases } }
    failureReason rawAnswer messages { role content } inputTokens outputTokens costDollars isCached durationMs } } } }`;

let openai: OpenAIServer;
let server: TestServer;
let worker: Worker;
let datasetId: string;
let genericId: string;

const preview = async (input: object): Promise<Preview> =>
  (await server.query<{ previewSummaries: Preview }>(PREVIEW, { input: { datasetId, ...input } })).previewSummaries;

beforeAll(async () => {
  openai = await startOpenAIServer();
  const workspace = await openTestWorkspace(
    {},
    { apiKey: null, baseURL: openai.url, client: { retries: 0, outputAttempts: 1 } },
  );
  server = await startTestServer(workspace);
  worker = await startWorker(workspace, createLogger('silent'), () => undefined);
  datasetId = await importDataset(server, 'previewed', 40);
  genericId = await createSummaryModel(server, 'generic', { kind: 'extractive' });
});

afterAll(async () => {
  await worker.stop();
  await openai.close();
});

describe('a preview', () => {
  it('shows an unsaved prompt beside a saved model, with the messages as they were sent and what they cost', async () => {
    const { models, rows } = await preview({ definition: DEFINITION, compareWith: genericId });
    expect(models).toMatchObject([
      { provider: 'openai', modelId: 'gpt-4o-mini' },
      { provider: 'local', modelId: 'extractive' },
    ]);
    expect(rows).toHaveLength(2);
    const sent = openai.chatBodies.map(({ messages }) => messages);
    for (const { answers } of rows) {
      const [prompted, extractive] = answers;
      expect(sent).toContainEqual(prompted!.messages);
      expect(prompted!.costDollars).toBeCloseTo(
        (0.15 * prompted!.inputTokens + 0.6 * prompted!.outputTokens) / 1e6,
        12,
      );
      expect(prompted!.inputTokens).toBeGreaterThan(0);
      expect(prompted!.summary?.compliance.isInWordRange).toBe(true);
      expect(extractive).toMatchObject({ messages: [], inputTokens: 0, costDollars: 0, failureReason: null });
      expect(extractive!.summary?.compliance).toMatchObject({ isInWordRange: null, usedBannedPhrases: null });
    }
  });

  it('draws other conversations with another seed, the same with the same, and takes those it is told', async () => {
    const chosen = async (input: object): Promise<string[]> =>
      (await preview({ versionId: genericId, ...input })).rows.map(({ conversation }) => conversation.id);
    const five = await chosen({ sampleSize: 5, seed: 7 });
    expect(new Set(five).size).toBe(5);
    expect(await chosen({ sampleSize: 5, seed: 7 })).toEqual(five);
    expect(await chosen({ sampleSize: 5, seed: 8 })).not.toEqual(five);
    expect(await chosen({ conversationIds: five.toReversed() })).toEqual(five.toReversed());
    expect(await chosen({ sampleSize: 20 })).toHaveLength(20);
  });

  it('is not paid for again, neither by another preview nor by a run of the saved model', async () => {
    const definition = { ...DEFINITION, temperature: 0.4 };
    const first = await preview({ definition, sampleSize: 4 });
    const again = await preview({ definition, sampleSize: 4 });
    expect(again.rows.every(({ answers }) => answers[0]!.isCached && answers[0]!.costDollars === 0)).toBe(true);
    const before = openai.calls().chat;
    const summaryModelVersionId = await createSummaryModel(server, 'saved', definition);
    const run = await settle(server, await startPromptedRun(server, { datasetId, summaryModelVersionId }));
    expect(openai.calls().chat - before).toBe(36);
    const summaries = new Map(run.summaries.edges.map(({ node }) => [node.conversation.chatId, node.summary]));
    for (const { conversation, answers } of first.rows) {
      expect(summaries.get(conversation.chatId)).toBe(answers[0]!.summary?.summary);
    }
  });

  it('shows an unusable answer as it came, and the others all the same', async () => {
    openai.script(['schema-violation']);
    const { rows } = await preview({ definition: { ...DEFINITION, temperature: 0.6 }, sampleSize: 3 });
    const failed = rows.flatMap(({ answers }) => answers).filter(({ summary }) => summary === null);
    expect(failed).toHaveLength(1);
    expect(failed[0]?.failureReason).toMatch(/gave no usable answer/);
    expect(failed[0]?.rawAnswer).not.toBe('');
    expect(failed[0]?.messages).toHaveLength(2);
  });

  it('says what was left out of a long conversation', async () => {
    const messages = Array.from({ length: 60 }, (_, i) => ({
      role: i % 2 === 0 ? 'user' : 'assistant',
      content: `Message ${i} about the export of invoices. `.repeat(6),
    }));
    const jsonl = JSON.stringify({ chat_id: 'long', created_at: '2026-01-05T09:30:00Z', messages, metadata: {} });
    const { importConversations } = await server.query<{ importConversations: { dataset: { id: string } } }>(
      'mutation ($input: ImportConversationsInput!) { importConversations(input: $input) { dataset { id } } }',
      { input: { datasetName: 'long', content: jsonl } },
    );
    const definition = { ...DEFINITION, maxConversationTokens: 500 };
    const { rows } = await preview({ datasetId: importConversations.dataset.id, definition, sampleSize: 1 });
    const [answer] = rows[0]!.answers;
    expect(answer?.summary?.cut?.leftOut).toBeGreaterThan(40);
    expect(answer?.messages[1]?.content).toContain(`[${answer?.summary?.cut?.leftOut} messages left out]`);

    const summaryModelVersionId = await createSummaryModel(server, 'short', definition);
    const { id } = await settle(
      server,
      await startPromptedRun(server, { datasetId: importConversations.dataset.id, summaryModelVersionId }),
    );
    const { run } = await server.query<{ run: { summaryAt: unknown } }>(
      'query ($id: ID!) { run(id: $id) { summaryAt(position: 0) { cut { leftOut keptFirst } } } }',
      { id },
    );
    const { leftOut, keptFirst } = answer!.summary!.cut!;
    expect(run.summaryAt).toEqual({ cut: { leftOut, keptFirst } });
  });

  it.each([
    [{}, /either `definition` or `versionId`/],
    [{ versionId: '00000000-0000-4000-8000-000000000000' }, /no summary model version/],
    [
      { definition: { ...DEFINITION, prompt: '{{ conversation }} {{ user_name }}' } },
      /definition\.prompt: .*"user_name" in line 1/,
    ],
    [{ definition: { ...DEFINITION, facets: ['task'] } }, /ask for the field "task"/],
    [{ definition: DEFINITION, sampleSize: 21 }, /1 … 20 conversations, got 21/],
    [{ definition: DEFINITION, conversationIds: ['nobody'] }, /no conversation "nobody"/],
  ])('refuses %j with a reason', async (input, reason) => {
    const { errors } = await server.send(PREVIEW, { input: { datasetId, ...input } });
    expect(errors).toMatchObject([{ extensions: { code: 'INVALID_INPUT' } }]);
    expect(errors?.[0]?.message).toMatch(reason);
  });
});

describe('without a key', () => {
  it('prompts can be saved, but neither previewed nor run; the templates are there', async () => {
    const keyless = await startTestServer(await openTestWorkspace());
    const dataset = await importDataset(keyless, 'keyless', 10);
    const { summaryModelTemplates } = await keyless.query<{
      summaryModelTemplates: { name: string; definition: { kind: string } }[];
    }>('{ summaryModelTemplates { name description definition } }');
    expect(summaryModelTemplates.map(({ definition }) => definition.kind)).toEqual(['prompt', 'prompt', 'extractive']);
    const summaryModelVersionId = await createSummaryModel(keyless, 'features', summaryModelTemplates[1]!.definition);
    await expect(startPromptedRun(keyless, { datasetId: dataset, summaryModelVersionId })).rejects.toThrow(
      /OPENAI_API_KEY/,
    );
    const { errors } = await keyless.send(PREVIEW, { input: { datasetId: dataset, versionId: summaryModelVersionId } });
    expect(errors?.[0]).toMatchObject({ extensions: { code: 'INVALID_INPUT' } });
    expect(errors?.[0]?.message).toMatch(/openai\/gpt-4o-mini cannot be asked: set OPENAI_API_KEY/);
  });
});
