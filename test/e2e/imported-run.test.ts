import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { checkAccessibility, checkNarrow } from './check-page.ts';
import { useDashboard } from './open-dashboard.ts';
import { askServer } from './set-up-runs.ts';

const dashboard = useDashboard();
const read = (name: string): string => readFileSync(resolve('test/fixtures/kura-small', name), 'utf8');

test('an imported run says so, and its map says where points stand', async () => {
  const files = {
    conversations: read('conversations.jsonl'),
    summaries: read('summaries.jsonl'),
    metaClusters: read('meta_clusters.jsonl'),
    dimensionality: read('dimensionality.jsonl'),
  };
  const { importKuraCheckpoint } = await askServer(
    dashboard.url,
    'mutation($input: ImportKuraCheckpointInput!) { importKuraCheckpoint(input: $input) { run { id } } }',
    { input: { datasetName: 'bikes', name: 'Recorded run', files } },
  );
  const { id } = importKuraCheckpoint!['run'] as { id: string };
  const page = await dashboard.open(`/runs/${id}`);
  await page.getByText('Imported from Kura', { exact: true }).waitFor();
  await page.getByRole('tree').waitFor();
  await page.getByText('every conversation stands around its leaf').waitFor();
  expect(await page.getByText(/seed \d/).count()).toBe(0);
  await checkAccessibility(page);
  await checkNarrow(page);
});
