import { afterAll, beforeAll, expect, it } from 'vitest';
import { readEnvironment } from '../../packages/api/src/env.ts';
import { createLogger } from '../../packages/api/src/server/create-logger.ts';
import type { Worker } from '../../packages/api/src/worker/start-worker.ts';
import { startWorker } from '../../packages/api/src/worker/start-worker.ts';
import type { Workspace } from '../../packages/api/src/workspace.ts';
import { startOpenAIServer } from '../openai-server/openai-server.ts';
import type { OpenAIServer } from '../openai-server/openai-server.ts';
import { SECRET } from '../openai-server/test-setup.ts';
import { dumpDatabase } from './setup/dump-database.ts';
import { openTestWorkspace } from './setup/open-test-workspace.ts';
import { createSummaryModel, DEFINITION, settle, startPromptedRun } from './setup/prompted-runs.ts';
import { importDataset } from './setup/start-runs.ts';
import type { TestServer } from './setup/start-test-server.ts';
import { startTestServer } from './setup/start-test-server.ts';

const PASSWORD = 'hunter2-in-the-address';

let openai: OpenAIServer;
let workspace: Workspace;
let server: TestServer;
let worker: Worker;
const log: string[] = [];
const answers: unknown[] = [];

beforeAll(async () => {
  // Repeats whatever key it gets, if it is not the one it wants.
  openai = await startOpenAIServer({ apiKey: 'another-key' });
  const url = new URL(openai.url);
  url.searchParams.set('token', PASSWORD);
  const { models } = readEnvironment({ OPENAI_API_KEY: SECRET, OPENAI_BASE_URL: url.href });
  workspace = await openTestWorkspace({}, { ...models, client: { retries: 1, baseDelayMs: 1 } });
  const logger = createLogger('trace', { write: (line) => void log.push(line) });
  server = await startTestServer(workspace, null, logger);
  worker = await startWorker(workspace, logger, () => undefined);
});

afterAll(async () => {
  await worker.stop();
  await openai.close();
});

it('a refused key pauses the run with a reason; it is in no log, record or answer, though the server repeats it', async () => {
  const datasetId = await importDataset(server, 'secrets', 30);
  const summaryModelVersionId = await createSummaryModel(server, 'prompted', DEFINITION);
  const refused = await settle(server, await startPromptedRun(server, { datasetId, summaryModelVersionId }));
  expect(refused).toMatchObject({ status: 'PAUSED' });
  expect(refused.error).toMatch(/401 Incorrect API key provided: \[redacted\]/);

  openai.configure({ apiKey: SECRET });
  const accepted = await settle(server, await startPromptedRun(server, { datasetId, summaryModelVersionId }));
  expect(accepted).toMatchObject({ status: 'COMPLETED', summaries: { totalCount: 30 } });

  openai.configure({ apiKey: 'another-key' });
  const input = { datasetId, definition: { ...DEFINITION, temperature: 0.5 } };
  const preview = await server.send(
    `mutation ($input: PreviewSummariesInput!) { previewSummaries(input: $input) {
      rows { answers { failureReason rawAnswer messages { role content } } } } }`,
    { input },
  );
  expect(JSON.stringify(preview)).toContain('[redacted]');
  answers.push(refused, accepted, preview);

  const seen = [...log, JSON.stringify(answers), await dumpDatabase(workspace)].join('\n');
  expect(seen).toContain('run paused');
  expect(seen).toContain('model_call_cache');
  for (const secret of [SECRET, PASSWORD]) {
    expect(seen).not.toContain(secret);
    expect(seen).not.toContain(Buffer.from(secret).toString('hex'));
    expect(seen).not.toContain(Buffer.from(secret).toString('base64'));
  }
});
