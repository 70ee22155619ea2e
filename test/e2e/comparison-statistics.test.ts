import { beforeAll, expect, test } from 'vitest';
import { checkAccessibility, checkNarrow } from './check-page.ts';
import { useDashboard } from './open-dashboard.ts';
import { askServer, importSample, startRun } from './set-up-runs.ts';

const dashboard = useDashboard();
const computeTimeoutMs = 60_000;
let first = '';
let second = '';

beforeAll(async () => {
  const datasetId = await importSample(dashboard.url, 60);
  const glossary = [{ name: 'Webhooks', aliases: ['webhook', 'callback'] }];
  first = await startRun(dashboard.url, datasetId, { name: 'Plain', definition: { kind: 'extractive' } });
  second = await startRun(dashboard.url, datasetId, {
    name: 'With features',
    definition: { kind: 'extractive', glossary, words: { min: 20, max: 25 } },
    options: { seed: 7, cluster: { targetClusterSize: 6 } },
  });
});

test('the statistics come in while the page is open, and each is explained', async () => {
  const page = await dashboard.open(`/compare/${first}/${second}`);
  await page.getByRole('table', { name: 'Agreement against the noise floor' }).waitFor({ timeout: computeTimeoutMs });
  await page
    .getByRole('progressbar', { name: 'Computation of the statistics' })
    .waitFor({ state: 'detached', timeout: computeTimeoutMs });
  await checkAccessibility(page);
  await checkNarrow(page);

  // The tabs answer the arrow keys, and the address keeps the place.
  await page.getByRole('tab', { name: 'Verdict' }).focus();
  await page.keyboard.press('ArrowRight');
  await expect.poll(() => new URL(page.url()).searchParams.get('view')).toBe('summaries');
  await page.reload();
  const quality = page.getByRole('table', { name: 'Quality of the summaries' });
  const words = quality.getByRole('row', { name: /^Words per summary/ });
  expect(await words.innerText()).toContain('neither is better');
  await quality.getByText('only one run has it').first().waitFor();

  await page.getByRole('tab', { name: 'Labels' }).click();
  const gold = page.getByRole('table', { name: 'Agreement with the gold labels' });
  expect(await gold.getByRole('row', { name: /^Purity, leaves/ }).innerText()).toMatch(/[+−]0\.\d+ \(/);

  await page.getByRole('tab', { name: 'Trees' }).click();
  await page.getByRole('table', { name: /Silhouette/ }).waitFor();
  await page.getByRole('tab', { name: 'Matches' }).click();
  await page.getByText('The bar below a cluster is its stability').waitFor();
  await page
    .getByRole('region', { name: 'Matched clusters' })
    .getByText(/\d\.\d\d (stable|doubtful|unstable)/)
    .first()
    .waitFor();
  await checkAccessibility(page);
  await checkNarrow(page);
});

test('on a phone the tab that an address names is in sight', async () => {
  const page = await dashboard.open(`/compare/${first}/${second}?view=maps`, { viewport: { width: 390, height: 844 } });
  const tab = page.getByRole('tab', { name: 'Maps' });
  await tab.waitFor();
  await expect
    .poll(async () => {
      const box = await tab.boundingBox();
      return box !== null && box.x >= 0 && box.x + box.width <= 390;
    })
    .toBe(true);
});

test('where more than the summary model differs, the controlled run is a click away', async () => {
  const page = await dashboard.open(`/compare/${first}/${second}`);
  const differences = page.getByRole('region', { name: 'Differences in the configuration' });
  await differences.getByRole('cell', { name: 'Summary model', exact: true }).waitFor();
  await differences.getByRole('cell', { name: 'Seed', exact: true }).waitFor();
  await page.getByRole('button', { name: 'Start the controlled run' }).click();
  await page.getByText('The controlled run has').waitFor();
  await checkAccessibility(page);
  await page.getByRole('link', { name: 'Compare A with the controlled run' }).click({ timeout: computeTimeoutMs });
  await page.getByRole('heading', { name: /^Plain against With features/ }).waitFor();
  await page.getByText('Only the summary model differs').waitFor();
});

test('a controlled run that the server refuses is answered in place', async () => {
  const page = await dashboard.open(`/compare/${first}/${second}`);
  await page.getByRole('button', { name: 'Start the controlled run' }).waitFor();
  await page.route('**/graphql', (route) =>
    route.request().postData()?.includes('mutation StartControlledRun')
      ? route.fulfill({ json: { data: null, errors: [{ message: 'Expected another run.' }] } })
      : route.continue(),
  );
  await page.getByRole('button', { name: 'Start the controlled run' }).click();
  await page.getByRole('alert').getByText('Expected another run.').waitFor();
});

test('statistics that failed say why and are computed again; the rest of the page stays', async () => {
  const page = await dashboard.open('/');
  let isBroken = true;
  await page.route('**/graphql', async (route) => {
    if (!isBroken || !route.request().postData()?.includes('query ComparisonStatistics')) {
      await route.continue();
      return;
    }
    const answer = await (await route.fetch()).json();
    Object.assign(answer.data.compareRuns, { noiseFloor: null, summaryQuality: null, gold: null, silhouette: null });
    Object.assign(answer.data.compareRuns.computation, { status: 'FAILED', error: 'The disk is full.' });
    await route.fulfill({ json: answer });
  });
  await page.goto(`/compare/${first}/${second}`);
  await page.getByRole('alert').getByText('The disk is full.').waitFor();
  await page.getByRole('table', { name: 'Both runs in numbers' }).waitFor();
  await checkAccessibility(page);
  isBroken = false;
  await page.getByRole('button', { name: 'Try again' }).click();
  await page.getByRole('table', { name: 'Agreement against the noise floor' }).waitFor({ timeout: computeTimeoutMs });
});

test('a stopped computation is a button away from going on', async () => {
  const answer = await askServer(
    dashboard.url,
    'query($a: ID!, $b: ID!) { compareRuns(a: $a, b: $b) { computation { id } } }',
    {
      a: second,
      b: first,
    },
  );
  expect(answer.compareRuns).toBeTruthy();
  const page = await dashboard.open('/');
  let isStopped = true;
  await page.route('**/graphql', async (route) => {
    if (!isStopped || !route.request().postData()?.includes('query ComparisonStatistics')) {
      await route.continue();
      return;
    }
    const stopped = await (await route.fetch()).json();
    Object.assign(stopped.data.compareRuns, { noiseFloor: null, summaryQuality: null, gold: null, silhouette: null });
    Object.assign(stopped.data.compareRuns.computation, { status: 'CANCELLED' });
    await route.fulfill({ json: stopped });
  });
  await page.goto(`/compare/${second}/${first}`);
  await page.getByText('computed on demand').waitFor();
  await checkAccessibility(page);
  isStopped = false;
  await page.getByRole('button', { name: 'Compute them' }).click();
  await page.getByRole('table', { name: 'Agreement against the noise floor' }).waitFor({ timeout: computeTimeoutMs });
});
