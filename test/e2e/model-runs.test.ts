import { afterAll, beforeAll, expect, test } from 'vitest';
import { startOpenAIServer, type OpenAIServer } from '../openai-server/openai-server.ts';
import { checkAccessibility, checkNarrow } from './check-page.ts';
import { useDashboard } from './open-dashboard.ts';
import { importSample, startRun } from './set-up-runs.ts';

let openai: OpenAIServer;
const dashboard = useDashboard(async () => {
  openai = await startOpenAIServer();
  return { OPENAI_BASE_URL: openai.url, OPENAI_API_KEY: 'test' };
});
const definition = {
  kind: 'prompt',
  modelId: 'gpt-4o-mini',
  prompt: 'Summarise what the user wants.\n\n{{ conversation }}\n',
};
const runTimeoutMs = 60_000;
let datasetId = '';

beforeAll(async () => {
  datasetId = await importSample(dashboard.url, 40);
});
afterAll(async () => {
  await openai.close();
});

test('a run with failures lists them with the answers, shows the rest, and repeats just those', async () => {
  openai.configure({ faults: { rate: 0.7, kinds: ['refusal'], seed: 1, maxPerContent: null } });
  const id = await startRun(dashboard.url, datasetId, { name: 'With refusals', definition });
  const page = await dashboard.open(`/runs/${id}`);
  await page.getByText('Completed with failures').waitFor();
  await page.getByRole('tree').waitFor();
  await page.getByText('Model calls:').waitFor();
  const failures = page.getByRole('region', { name: 'Failures' });
  await failures.getByRole('button', { name: 'Show failures' }).click();
  await failures.getByRole('listitem').first().waitFor();
  expect(await failures.getByRole('listitem').first().innerText()).toContain('Summarise conversations');
  await checkAccessibility(page);
  await checkNarrow(page);

  openai.configure({ faults: { rate: 0, kinds: ['refusal'], seed: 1, maxPerContent: null } });
  await failures.getByRole('button', { name: 'Retry failures' }).click();
  await page.getByText('Completed', { exact: true }).waitFor({ timeout: runTimeoutMs });
  await failures.waitFor({ state: 'detached' });
  await page.getByRole('tree').waitFor();
});

test('a refused retry is answered in place', async () => {
  openai.configure({ faults: { rate: 0.7, kinds: ['refusal'], seed: 2, maxPerContent: null } });
  const id = await startRun(dashboard.url, datasetId, {
    name: 'Refused again',
    definition: { ...definition, prompt: `${definition.prompt}Be brief.` },
  });
  const page = await dashboard.open(`/runs/${id}`);
  await page.route('**/graphql', (route) =>
    route.request().postData()?.includes('mutation RetryFailures')
      ? route.fulfill({ json: { data: null, errors: [{ message: 'Expected a run at rest.' }] } })
      : route.continue(),
  );
  await page.getByRole('button', { name: 'Retry failures' }).click();
  await page.getByRole('alert').getByText('Expected a run at rest.').waitFor();
});

test('a paused run says why and goes on with a larger budget', async () => {
  openai.configure({ faults: { rate: 0, kinds: ['refusal'], seed: 1, maxPerContent: null } });
  const id = await startRun(dashboard.url, datasetId, {
    name: 'On a budget',
    definition: { ...definition, prompt: `${definition.prompt}Name the goal.` },
    budgetDollars: 0.001,
  });
  const page = await dashboard.open(`/runs/${id}`);
  const paused = page.getByRole('region', { name: 'Paused' });
  await paused.getByText(/budget of \$0\.00/).waitFor();
  await checkAccessibility(page);
  await checkNarrow(page);
  const budget = paused.getByLabel('Budget of the whole run, in dollars');
  await budget.fill('much');
  await paused.getByRole('button', { name: 'Resume run' }).click();
  await paused.getByRole('alert').getByText('“much”').waitFor();
  await budget.fill('0.0000001');
  await paused.getByRole('button', { name: 'Resume run' }).click();
  await paused.getByRole('alert').getByText('Expected a budget above').waitFor();
  await budget.fill('1');
  await paused.getByRole('button', { name: 'Resume run' }).click();
  await page.getByRole('tree').waitFor({ timeout: runTimeoutMs });
});
