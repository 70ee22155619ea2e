import type { TestServer } from './start-test-server.ts';

/** A prompt that has the test server answer with what the conversation is about. */
export const DEFINITION = {
  kind: 'prompt',
  prompt: 'Say what the user wants.\n<conversation>{{ conversation }}</conversation>\nGive the summary and the topic.',
  facets: ['topic'],
  words: { min: 3, max: 40 },
};

/** Stores a summary model. @returns the id of its version. */
export async function createSummaryModel(server: TestServer, name: string, definition: object): Promise<string> {
  const { createSummaryModel: version } = await server.query<{ createSummaryModel: { id: string } }>(
    'mutation ($input: CreateSummaryModelInput!) { createSummaryModel(input: $input) { id } }',
    { input: { name, definition } },
  );
  return version.id;
}

const START = 'mutation ($input: StartRunInput!) { startRun(input: $input) { id } }';

/** Starts a run. @returns its id. */
export async function startPromptedRun(
  server: TestServer,
  input: { datasetId: string; summaryModelVersionId: string; budgetDollars?: number; options?: object },
): Promise<string> {
  return (await server.query<{ startRun: { id: string } }>(START, { input })).startRun.id;
}

export interface UsageState {
  calls: number;
  cachedCalls: number;
  failedCalls: number;
  attempts: number;
  inputTokens: number;
  outputTokens: number;
  costDollars: number | null;
}

export interface PromptedRun {
  id: string;
  status: string;
  error: string | null;
  fingerprint: string;
  usage: UsageState & { byModel: (UsageState & { modelId: string })[] };
  steps: { name: string; status: string; isReused: boolean; fingerprint: string; usage: UsageState }[];
  summaries: {
    totalCount: number;
    edges: { node: { summary: string; topic: string; conversation: { chatId: string } } }[];
  };
  failures: {
    totalCount: number;
    edges: {
      node: {
        step: string;
        item: string;
        reason: string;
        code: string;
        rawAnswer: string | null;
        conversation: { chatId: string };
      };
    }[];
  };
}

const USAGE = 'calls cachedCalls failedCalls attempts inputTokens outputTokens costDollars';
const RUN = `query ($id: ID!) { run(id: $id) {
  id status error fingerprint usage { ${USAGE} byModel { modelId ${USAGE} } }
  steps { name status isReused fingerprint usage { ${USAGE} } }
  summaries(first: 300) { totalCount edges { node { summary topic conversation { chatId } } } }
  failures(first: 300) { totalCount edges { node { step item reason code rawAnswer conversation { chatId } } } }
} }`;

/** Everything that the tests look at. */
export async function readPromptedRun(server: TestServer, id: string): Promise<PromptedRun> {
  return (await server.query<{ run: PromptedRun }>(RUN, { id })).run;
}

/** Waits until a run has ended or paused. */
export async function settle(server: TestServer, id: string): Promise<PromptedRun> {
  const text = 'subscription ($id: ID!) { runProgress(id: $id) { status } }';
  for await (const _ of server.subscribe(text, { id }));
  return readPromptedRun(server, id);
}

/** The chat ids of all conversations that a run accounts for, each as often as it does. */
export function listAccountedFor({ summaries, failures }: PromptedRun): string[] {
  return [...summaries.edges, ...failures.edges].map(({ node }) => node.conversation.chatId).toSorted();
}
