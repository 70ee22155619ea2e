import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { fitPlane } from '../../packages/dashboard/src/projection/fit-view.ts';
import { decodeProjection } from '../../packages/dashboard/src/projection/decode-projection.ts';
import { checkAccessibility, checkNarrow } from './check-page.ts';
import { useDashboard } from './open-dashboard.ts';
import { writeConversations } from './write-conversations.ts';

const dashboard = useDashboard(undefined, { isFirstStart: true });
const conversationCount = 90;
const runTimeoutMs = 60_000;
let firstRun = '';
let secondRun = '';

async function waitForTree(page: Page): Promise<void> {
  await page.getByRole('tree').waitFor({ timeout: runTimeoutMs });
}

test('an empty installation says how to begin, and imports a file', async () => {
  const { file, badLines } = writeConversations(conversationCount);
  const page = await dashboard.open('/');
  await page.getByRole('heading', { name: 'Begin with your conversations' }).waitFor();
  expect(await page.title()).toBe('Runs · Understory');
  await checkAccessibility(page);
  await checkNarrow(page);

  await page.getByLabel('Conversations file').setInputFiles(file);
  expect(await page.getByLabel('Dataset name').inputValue()).toBe('help-desk');
  await page.getByLabel('Gold label key').fill('intent');
  await page.getByRole('button', { name: 'Import', exact: true }).click();

  await page.getByText(`${conversationCount} conversations imported into help-desk`).waitFor();
  const rejected = page.getByRole('region', { name: 'Rejected rows' }).getByRole('row');
  const rows = await rejected.allInnerTexts();
  expect(rows.slice(1).map((row) => Number(row.split('\t')[0]))).toEqual(badLines);
  await checkAccessibility(page);
  await page.getByRole('link', { name: 'Start a run' }).first().click();
  await page.getByRole('heading', { name: 'New run' }).waitFor();
});

test('a run is started, watched and explored', async () => {
  const page = await dashboard.open('/runs/new');
  await page.getByLabel('Name').fill('First look');
  await page.getByText('More options').click();
  await checkAccessibility(page);
  await checkNarrow(page);
  await page.getByLabel('Target cluster size').fill('6');
  await page.getByRole('button', { name: 'Start run' }).click();
  await page.getByRole('heading', { name: 'First look' }).waitFor();
  await waitForTree(page);
  firstRun = new URL(page.url()).pathname;
  expect(await page.title()).toBe('First look · Understory');
  await checkAccessibility(page);
  await checkNarrow(page);
});

test('the tree answers the keyboard and the filter', async () => {
  const page = await dashboard.open(firstRun);
  await waitForTree(page);
  const tree = page.getByRole('tree');
  const items = tree.getByRole('treeitem');
  const rootCount = await items.count();
  await tree.focus();
  await page.keyboard.press('Home');
  await page.keyboard.press('*');
  expect(await items.count()).toBeGreaterThan(rootCount);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  const details = page.getByRole('region', { name: 'Cluster', exact: true });
  await details.getByRole('heading', { level: 2 }).waitFor();
  const name = await details.getByRole('heading', { level: 2 }).innerText();
  expect(await tree.getByRole('treeitem', { selected: true }).innerText()).toContain(name);
  expect(await tree.getByRole('treeitem', { selected: true }).getAttribute('aria-level')).toBe('2');

  await page.reload();
  await page.getByRole('heading', { name, level: 2 }).waitFor();
  await checkAccessibility(page);

  await page.getByLabel('Filter: Clusters').fill(name);
  await page.getByText(/clusters match/).waitFor();
  expect(await items.count()).toBeLessThanOrEqual(rootCount + 3);
  await page.getByLabel('Filter: Clusters').fill('no cluster is called so');
  await page.getByText(/^0 of/).waitFor();
});

test('the map opens a conversation under the pointer, and the table says the same', async () => {
  const page = await dashboard.open(firstRun);
  await waitForTree(page);
  const map = page.getByRole('img', { name: `Map of ${conversationCount} conversations` });
  const box = (await map.boundingBox())!;
  const answer = await page.request.post('/graphql', {
    data: {
      query: '{ run(id: "%") { projection { count coordinates leaves } } }'.replace('%', firstRun.split('/').at(-1)!),
    },
  });
  const { coordinates } = decodeProjection((await answer.json()).data.run.projection);
  const fit = fitPlane(coordinates, box.width, box.height, 36);
  const places = Array.from({ length: conversationCount }, (_, i) => ({
    x: box.x + fit.scale * coordinates[2 * i]! + fit.offsetX,
    y: box.y + fit.offsetY - fit.scale * coordinates[2 * i + 1]!,
  }));
  // Some points lie under a label, which is clicked in their place.
  const { x, y } = await page.evaluate(
    (all) => all.find((place) => document.elementFromPoint(place.x, place.y)?.tagName === 'CANVAS')!,
    places,
  );
  await page.mouse.move(x, y);
  await page.mouse.click(x, y);
  const panel = page.getByRole('dialog', { name: 'Conversation' });
  await panel.getByText('What each run says of it').waitFor();
  await panel.getByText('User', { exact: true }).first().waitFor();
  expect(new URL(page.url()).searchParams.get('conversation')).toBeTruthy();
  await checkAccessibility(page);
  await page.keyboard.press('Escape');
  await panel.waitFor({ state: 'hidden' });

  await page.getByRole('button', { name: 'Table' }).click();
  await page.getByText(`1–50 of ${conversationCount}`).waitFor();
  await page.getByRole('button', { name: 'Next page' }).click();
  await page.getByText(`51–${conversationCount} of ${conversationCount}`).waitFor();
  await checkAccessibility(page);
});

test('a summary model that knows the product is written down, and a second run uses it', async () => {
  const page = await dashboard.open('/summary-models');
  await page.getByRole('heading', { name: 'generic' }).waitFor();
  await checkAccessibility(page);
  await page.getByRole('button', { name: 'New summary model' }).click();
  await page.getByLabel('Name').fill('help-desk features');
  await page.getByRole('button', { name: 'Add feature' }).click();
  await page.getByLabel('Feature 1: name').fill('Webhooks');
  await page.getByLabel('Feature 1: other words').fill('webhook, callback');
  await page.getByRole('button', { name: 'Add feature' }).click();
  await page.getByLabel('Feature 2: name').fill('Feature flags');
  await page.getByLabel('Feature 2: other words').fill('flag, toggle');
  await checkAccessibility(page);
  await checkNarrow(page);
  await page.getByRole('button', { name: 'Create summary model' }).click();
  await page.getByText('Saved help-desk features v1.').waitFor();

  const card = page.getByRole('article').filter({ hasText: 'help-desk features' });
  await card.getByText('v1').first().click();
  await card.getByRole('link', { name: 'Start a run with v1' }).click();
  await page.getByLabel('Name').fill('Second look');
  await page.getByLabel('Target cluster size').fill('6');
  await page.getByRole('button', { name: 'Start run' }).click();
  await page.getByRole('heading', { name: 'Second look' }).waitFor();
  await waitForTree(page);
  secondRun = new URL(page.url()).pathname;
});

test('two runs are chosen and compared', async () => {
  const page = await dashboard.open('/');
  await page.getByRole('checkbox', { name: 'Compare First look' }).click();
  await page.getByRole('checkbox', { name: 'Compare Second look' }).click();
  await checkAccessibility(page);
  await checkNarrow(page);
  await page.getByRole('link', { name: 'Compare', exact: true }).click();
  await page.getByRole('heading', { name: 'First look against Second look' }).waitFor();
  await page.getByRole('table', { name: 'Agreement of the two groupings' }).waitFor();
  await page.getByRole('table', { name: 'Both runs in numbers' }).getByText('Gold AMI, leaves').waitFor();
  await page.getByRole('tab', { name: 'Matches' }).click();
  await page.getByRole('region', { name: 'Matched clusters' }).waitFor();
  await page.getByText('The verdict is about this level.').waitFor();
  await checkAccessibility(page);
  await checkNarrow(page);

  await page.getByRole('tab', { name: 'Flows' }).click();
  await page.getByRole('img', { name: /Flow of conversations/ }).waitFor();
  await checkAccessibility(page);
  await page
    .getByRole('button', { name: /Show the \d+ conversations from/ })
    .first()
    .click();
  await page
    .getByRole('dialog', { name: /conversations$/ })
    .getByRole('listitem')
    .first()
    .waitFor();
  await checkAccessibility(page);
  await page.keyboard.press('Escape');

  await page.getByRole('tab', { name: 'Trees' }).click();
  await page.getByRole('tree', { name: 'Clusters of A' }).getByRole('treeitem').first().click();
  await page.getByText(/Where the \d+ conversations of/).waitFor();
  const label = await page.getByRole('tree', { name: 'Clusters of B' }).getByRole('treeitem').first().innerText();
  expect(label).toMatch(/\d+ of \d+/);
  await checkAccessibility(page);
  await checkNarrow(page);

  await page.getByRole('tab', { name: 'Conversations' }).click();
  await page.getByText('Most changed first.').waitFor();
  await page.getByText(`1–10 of ${conversationCount}`).waitFor();
  await checkAccessibility(page);
  await checkNarrow(page);
  await page.getByRole('button', { name: 'Open conversation' }).first().click();
  await page.getByRole('dialog', { name: 'Conversation' }).getByRole('link', { name: 'First look' }).waitFor();
});

test('a run is deleted only after a second yes', async () => {
  const page = await dashboard.open(secondRun);
  await page.getByRole('button', { name: 'Delete run' }).click();
  const dialog = page.getByRole('dialog', { name: 'Delete this run?' });
  await dialog.waitFor();
  await checkAccessibility(page);
  await dialog.getByRole('button', { name: 'Keep it' }).click();
  await dialog.waitFor({ state: 'hidden' });
  await page.getByRole('button', { name: 'Delete run' }).click();
  await dialog.getByRole('button', { name: 'Delete run' }).click();
  await page.getByRole('heading', { name: 'Runs', exact: true }).waitFor();
  await page.getByRole('link', { name: 'First look' }).waitFor();
  expect(await page.getByRole('link', { name: 'Second look' }).count()).toBe(0);
});

test('the theme follows the choice and survives a reload', async () => {
  const page = await dashboard.open('/', { colorScheme: 'light' });
  await page.getByRole('button', { name: 'Colour theme: Follow system' }).click();
  await page.getByRole('menuitemcheckbox', { name: 'Dark' }).click();
  await page.getByRole('button', { name: 'Colour theme: Dark' }).waitFor();
  await page.reload();
  await page.getByRole('button', { name: 'Colour theme: Dark' }).waitFor();
  expect(await page.evaluate(() => document.documentElement.classList.contains('dark'))).toBe(true);
});
