import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import { checkAccessibility, checkNarrow } from './check-page.ts';
import { useDashboard } from './open-dashboard.ts';
import { importSample, startRun } from './set-up-runs.ts';

const dashboard = useDashboard();
const computeTimeoutMs = 60_000;
let address = '';
let pair = '';

beforeAll(async () => {
  const datasetId = await importSample(dashboard.url, 60);
  const runs: string[] = [];
  for (const [name, seed] of [
    ['First', 1],
    ['Second', 2],
    ['Third', 3],
  ] as const) {
    const options = { seed, cluster: { targetClusterSize: 4 + 2 * seed } };
    runs.push(await startRun(dashboard.url, datasetId, { name, definition: { kind: 'extractive' }, options }));
  }
  address = `/compare?runs=${runs.join(',')}`;
  pair = `/compare/${runs[0]}/${runs[1]}`;
});

async function download(page: Page, name: string): Promise<string> {
  const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name }).click()]);
  return readFile(await file.path(), 'utf8');
}

test('three runs are chosen, and a number opens the comparison of its two', async () => {
  const page = await dashboard.open('/');
  for (const name of ['First', 'Second', 'Third']) {
    await page.getByRole('checkbox', { name: `Compare ${name}` }).click();
  }
  await checkAccessibility(page);
  await page.getByRole('link', { name: 'Compare', exact: true }).click();
  await page.getByRole('heading', { name: '3 runs, each against each' }).waitFor();
  const table = page.getByRole('table', { name: 'Agreement of the runs' });
  await table.waitFor();
  expect(await table.getByRole('link').count()).toBe(6);
  await page.getByRole('button', { name: 'Roots' }).click();
  await expect.poll(() => new URL(page.url()).searchParams.get('level')).toBe('roots');
  await checkAccessibility(page);
  await checkNarrow(page);
  await table.getByRole('link', { name: /^C against B/ }).click();
  await page.getByRole('heading', { name: 'Second against Third' }).waitFor();
});

test('all numbers come in, sort by any column, and keep the order in the address', async () => {
  const page = await dashboard.open(`${address}&view=numbers`);
  const table = page.getByRole('table', { name: 'All runs in numbers' });
  await table.getByRole('columnheader', { name: /silhouette of the leaves/i }).waitFor({ timeout: computeTimeoutMs });
  const leaves = table.getByRole('columnheader', { name: /^Leaves/i });
  const firstRun = (): Promise<string> => table.getByRole('link').first().innerText();
  // Smaller clusters are more leaves, so the first run has the most.
  await leaves.getByRole('button').click();
  await expect.poll(() => leaves.getAttribute('aria-sort')).toBe('descending');
  expect(await firstRun()).toMatch(/First$/);
  expect(new URL(page.url()).searchParams.get('sort')).toBe('structure.leafCount:down');
  await leaves.getByRole('button').click();
  await expect.poll(() => leaves.getAttribute('aria-sort')).toBe('ascending');
  expect(await firstRun()).toMatch(/Third$/);
  await checkAccessibility(page);
  await checkNarrow(page);
  await page.getByRole('button', { name: 'Labels' }).click();
  await table.getByRole('columnheader', { name: /^Purity, leaves/i }).waitFor();
});

test('what stays together and what depends on the run can be opened', async () => {
  const page = await dashboard.open(`${address}&view=together`);
  await page
    .getByRole('button', { name: /^Show the \d+ conversations together/ })
    .first()
    .click();
  const panel = page.getByRole('dialog', { name: /conversations$/ });
  await panel.getByRole('listitem').first().waitFor();
  await checkAccessibility(page);
  await panel.getByRole('listitem').first().getByRole('button').click();
  await page
    .getByRole('dialog', { name: /^Conversation/ })
    .getByText('What each run says of it')
    .waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('tab', { name: 'Depends on the run' }).click();
  await page.getByRole('heading', { name: 'What depends on the run' }).waitFor();
  await checkAccessibility(page);
  await checkNarrow(page);
});

test('the reports of several runs and of two are downloaded, and open without a server', async () => {
  const page = await dashboard.open(address);
  const several = page.getByRole('button', { name: 'Download the report as a page' });
  await expect.poll(() => several.isEnabled(), { timeout: computeTimeoutMs }).toBe(true);
  const html = await download(page, 'Download the report as a page');
  expect(html).toContain('3 runs over desk, each against each');

  await page.goto(pair);
  await expect.poll(() => several.isEnabled(), { timeout: computeTimeoutMs }).toBe(true);
  const report = JSON.parse(await download(page, 'Download the report as JSON')) as { a: { name: string } };
  expect(report.a.name).toBe('First');
  const single = await download(page, 'Download the report as a page');
  await page.setContent(single);
  await page.getByRole('heading', { name: 'What became of the leaves' }).waitFor();
  await page.getByRole('img', { name: /Adjusted Rand index/ }).waitFor();
  await checkAccessibility(page);
  await checkNarrow(page);
});

test('runs that cannot be compared say why', async () => {
  const page = await dashboard.open('/compare?runs=nobody');
  await page.getByRole('alert').getByText('Expected 2 … 20 runs, got 1.').waitFor();
  await checkAccessibility(page);
});
