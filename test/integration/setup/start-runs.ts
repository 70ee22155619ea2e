import type { TestServer } from './start-test-server.ts';
import { writeConversations } from './write-conversations.ts';

/** A dataset of generated conversations. @returns its id. */
export async function importDataset(server: TestServer, name: string, count: number): Promise<string> {
  const { importConversations } = await server.query<{ importConversations: { dataset: { id: string } } }>(
    'mutation ($input: ImportConversationsInput!) { importConversations(input: $input) { dataset { id } } }',
    { input: { datasetName: name, content: writeConversations(count), goldLabelKey: 'intent' } },
  );
  return importConversations.dataset.id;
}

/** Starts a run with the generic summary model. @returns its id. */
export async function startRun(server: TestServer, datasetId: string, options: object = {}): Promise<string> {
  const { summaryModels } = await server.query<{
    summaryModels: { name: string; latestVersion: { id: string } }[];
  }>('{ summaryModels { name latestVersion { id } } }');
  const generic = summaryModels.find((model) => model.name === 'generic')!;
  const { startRun: run } = await server.query<{ startRun: { id: string } }>(
    'mutation ($input: StartRunInput!) { startRun(input: $input) { id } }',
    { input: { datasetId, summaryModelVersionId: generic.latestVersion.id, options } },
  );
  return run.id;
}

export interface RunState {
  status: string;
  progress: number;
  error: string | null;
  steps: { name: string; status: string; isReused: boolean; done: number; total: number }[];
}

/** Every state of a run that its subscription sends. */
export async function watchRun(server: TestServer, id: string): Promise<RunState[]> {
  const states: RunState[] = [];
  const text = `subscription ($id: ID!) {
    runProgress(id: $id) { status progress error steps { name status isReused done total } }
  }`;
  for await (const { runProgress } of server.subscribe<{ runProgress: RunState }>(text, { id })) {
    states.push(runProgress);
  }
  return states;
}
