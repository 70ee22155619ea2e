import { readFile } from 'node:fs/promises';
import { beforeAll, expect, test } from 'vitest';
import { checkAccessibility, checkNarrow } from './check-page.ts';
import { useDashboard } from './open-dashboard.ts';
import { importSample, startRun } from './set-up-runs.ts';

const dashboard = useDashboard();
let run = '';

beforeAll(async () => {
  const dataset = await importSample(dashboard.url, 40);
  run = `/runs/${await startRun(dashboard.url, dataset, { name: 'Doomed', definition: { kind: 'extractive' } })}`;
});

test('a finished run is exported as one archive', async () => {
  const page = await dashboard.open(run);
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Export', exact: true }).click(),
  ]);
  expect(download.suggestedFilename()).toBe('Doomed.zip');
  expect(await download.failure()).toBeNull();
});

test('a dataset is deleted with its runs only after a second yes', async () => {
  const page = await dashboard.open('/');
  // Who leaves the first page before it is there has no page that was left.
  await page.getByRole('heading', { level: 1 }).waitFor();
  await page.getByRole('link', { name: 'Datasets' }).click();
  await page.getByRole('heading', { name: 'desk' }).waitFor();
  // A new page is read from its beginning.
  expect(await page.evaluate(() => document.activeElement?.id)).toBe('main');
  await page.getByText('40 conversations · 1 run · gold labels from “intent”').waitFor();
  await checkAccessibility(page);
  await checkNarrow(page);
  await page.getByRole('button', { name: 'Delete dataset desk' }).click();
  const dialog = page.getByRole('dialog', { name: 'Delete this dataset?' });
  await dialog.getByText('with 40 conversations and 1 run cannot be brought back').waitFor();
  await checkAccessibility(page);
  await dialog.getByRole('button', { name: 'Delete dataset' }).click();
  await page.getByText('Deleted desk.').waitFor();
  await page.getByText('There is no dataset yet').waitFor();
  await page.goto(run);
  await page.getByText('There is no run with this id').waitFor();
});

test('a run that cannot be started says why where the keyboard is', async () => {
  await importSample(dashboard.url, 5);
  const page = await dashboard.open('/runs/new');
  await page.getByLabel('Target cluster size').fill('1');
  await page.getByRole('button', { name: 'Start run' }).click();
  const alert = page.getByRole('alert');
  await alert.getByText('options.cluster.targetClusterSize: expected at least 2').waitFor();
  expect(await alert.evaluate((element) => element === document.activeElement)).toBe(true);
});

test('an address without a page is answered as not found, by people and by programs', async () => {
  const page = await dashboard.open('/nope', { expectedFaults: /404/ });
  await page.getByText('There is no page at this address').waitFor();
  await checkAccessibility(page);
  await page.getByRole('link', { name: 'All runs', exact: true }).click();
  await page.waitForURL(`${dashboard.url}/`);
  const status = async (path: string): Promise<number> => (await fetch(dashboard.url + path)).status;
  expect(await status('/nope')).toBe(404);
  expect(await status('/runs/1/nope')).toBe(404);
  const router = await readFile('packages/dashboard/src/pages/router.ts', 'utf8');
  const paths = Array.from(router.matchAll(/path: '([^']+)'/g), ([, path]) => path!).filter(
    (path) => !path.includes('*'),
  );
  expect(paths.length).toBeGreaterThan(5);
  for (const path of paths) expect([path, await status(path.replaceAll(':', ''))]).toEqual([path, 200]);
});
