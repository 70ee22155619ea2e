import { beforeAll, expect, test } from 'vitest';
import { ODD_COUNT, writeOddConversations } from '../integration/setup/write-odd-conversations.ts';
import { checkAccessibility, checkNarrow } from './check-page.ts';
import { useDashboard } from './open-dashboard.ts';
import { askServer, startRun } from './set-up-runs.ts';

const dashboard = useDashboard();
let run = '';

beforeAll(async () => {
  const { importConversations } = await askServer(
    dashboard.url,
    'mutation($input: ImportConversationsInput!) { importConversations(input: $input) { dataset { id } } }',
    { input: { datasetName: 'odd', goldLabelKey: 'intent', content: writeOddConversations(160) } },
  );
  const { id } = importConversations!['dataset'] as { id: string };
  const options = { cluster: { k: 'auto', outliers: true }, tree: { maxRoots: 4, levels: 'auto' } };
  run = `/runs/${await startRun(dashboard.url, id, { name: 'Honest', definition: { kind: 'extractive' }, options })}`;
});

test('outliers stand beside the tree, grey on the map, and open one by one', async () => {
  const page = await dashboard.open(run);
  await page.getByRole('tree').waitFor();
  const entry = page.getByRole('button', { name: /^Outliers \d+ \(\d+\.\d %\)$/ });
  const count = Number(/\d+/.exec(await entry.innerText())?.[0]);
  expect(count).toBeGreaterThanOrEqual(0.7 * ODD_COUNT);
  expect(await page.getByRole('definition').allInnerTexts()).toContain(`${((100 * count) / 168).toFixed(1)} %`);
  await page.locator('p', { hasText: new RegExp(`^\\s*Outliers ${count}\\s*$`) }).waitFor();
  const greyPixels = await page.locator('canvas').evaluate((canvas: HTMLCanvasElement) => {
    const pixels = canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height).data;
    let grey = 0;
    for (let at = 0; at < pixels.length; at += 4) {
      if (pixels[at] === 128 && pixels[at + 1] === 128 && pixels[at + 2] === 128) grey += 1;
    }
    return grey;
  });
  expect(greyPixels).toBeGreaterThan(count);

  await entry.click();
  expect(new URL(page.url()).searchParams.get('cluster')).toBe('outliers');
  const list = page.getByRole('region', { name: 'Outliers' });
  await list.getByRole('heading', { name: 'Outliers' }).waitFor();
  await list
    .getByRole('listitem')
    .nth(count - 1)
    .waitFor();
  expect(await list.getByRole('listitem').count()).toBe(count);
  await checkAccessibility(page);
  await checkNarrow(page);
  await list.getByRole('listitem').first().getByRole('button').first().click();
  const panel = page.getByRole('dialog', { name: 'Conversation' });
  await panel.getByText('Outlier, in no topic').waitFor();
});

test('a run says how its numbers of leaves and levels were chosen, and the form offers all three options', async () => {
  const page = await dashboard.open(run);
  await page.getByText('How the number of leaves was chosen').click();
  const table = page.getByRole('region', { name: 'Numbers of clusters that were tried' });
  expect(await table.getByRole('row').count()).toBeGreaterThan(5);
  expect(await table.getByRole('rowheader', { name: '(chosen)' }).count()).toBe(1);
  await page.getByText('How the number of levels was chosen').click();
  const levels = page.getByRole('region', { name: 'Numbers of levels that were tried' });
  expect(await levels.getByRole('columnheader').allInnerTexts()).toEqual(
    expect.arrayContaining(['Levels', 'Roots', 'Score']),
  );
  expect(await levels.getByRole('rowheader', { name: '(chosen)' }).count()).toBe(1);
  await checkAccessibility(page);

  await page.goto('/runs/new');
  await page.getByRole('checkbox', { name: 'Leave outliers out' }).check();
  await page.getByText('More options').click();
  await page.getByRole('checkbox', { name: 'Choose it from the data' }).check();
  expect(await page.getByRole('spinbutton', { name: 'Number of leaves' }).isDisabled()).toBe(true);
  await page.getByRole('checkbox', { name: 'Choose the levels from the data' }).check();
  expect(await page.getByRole('spinbutton', { name: 'Levels of the tree' }).isDisabled()).toBe(true);
  await checkAccessibility(page);
  await page.getByRole('button', { name: 'Start run' }).click();
  await page.getByRole('button', { name: /^Outliers \d+/ }).waitFor({ timeout: 60_000 });
});
