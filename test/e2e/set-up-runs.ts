import { writeConversations } from './write-conversations.ts';

/**
 * Asks the server's API without a browser, to set a test up.
 *
 * @throws {Error} with the server's messages when it answers with errors.
 */
export async function askServer(
  url: string,
  query: string,
  variables: Record<string, unknown> = {},
  // The shape is the caller's: this only sets tests up.
): Promise<Record<string, Record<string, unknown>>> {
  const answer = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query, variables }),
  });
  const { data, errors } = (await answer.json()) as {
    data: Record<string, Record<string, unknown>>;
    errors?: { message: string }[];
  };
  if (errors) {
    throw new Error(errors.map((each) => each.message).join(' '));
  }
  return data;
}

/** Imports the first conversations of the sample with their gold labels. @returns the dataset's id. */
export async function importSample(url: string, count: number): Promise<string> {
  const rows = writeConversations(count).file.buffer.toString().split('\n').slice(0, count);
  const { importConversations } = await askServer(
    url,
    'mutation($input: ImportConversationsInput!) { importConversations(input: $input) { dataset { id } } }',
    { input: { datasetName: 'desk', goldLabelKey: 'intent', content: rows.join('\n') } },
  );
  return (importConversations!['dataset'] as { id: string }).id;
}

/** Saves a summary model under the run's name, runs it and waits for the end. @returns the run's id. */
export async function startRun(
  url: string,
  datasetId: string,
  {
    name,
    definition,
    options,
    ...input
  }: { name: string; definition: unknown; options?: unknown; budgetDollars?: number; alignToRunId?: string },
): Promise<string> {
  const { createSummaryModel } = await askServer(
    url,
    'mutation($input: CreateSummaryModelInput!) { createSummaryModel(input: $input) { id } }',
    { input: { name, definition } },
  );
  const { startRun: started } = await askServer(
    url,
    'mutation($input: StartRunInput!) { startRun(input: $input) { id } }',
    { input: { ...input, name, datasetId, options, summaryModelVersionId: createSummaryModel!['id'] } },
  );
  const id = String(started!['id']);
  for (;;) {
    const { run } = await askServer(url, 'query($id: ID!) { run(id: $id) { status } }', { id });
    if (!['QUEUED', 'RUNNING'].includes(String(run!['status']))) {
      return id;
    }
    await new Promise((done) => setTimeout(done, 200));
  }
}
