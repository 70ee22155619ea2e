import type { Page } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import { checkAccessibility, checkNarrow } from './check-page.ts';
import { useDashboard } from './open-dashboard.ts';
import { importSample, startRun } from './set-up-runs.ts';

const dashboard = useDashboard();
const computeTimeoutMs = 60_000;
let first = '';
let second = '';

beforeAll(async () => {
  const datasetId = await importSample(dashboard.url, 60);
  first = await startRun(dashboard.url, datasetId, { name: 'Plain', definition: { kind: 'extractive' } });
  second = await startRun(dashboard.url, datasetId, {
    name: 'Shorter',
    definition: { kind: 'extractive', words: { min: 8, max: 14 } },
    alignToRunId: first,
  });
});

/** Moves the pointer over a map until it meets a conversation. */
async function pointAtSomething(page: Page, map: string): Promise<void> {
  const canvas = page.getByRole('region', { name: map }).getByRole('img');
  const box = (await canvas.boundingBox())!;
  const step = 15;
  for (let y = step; y < box.height; y += step) {
    for (let x = step; x < box.width; x += step) {
      await page.mouse.move(box.x + x, box.y + y);
      if ((await page.getByRole('tooltip').count()) > 0) {
        return;
      }
    }
  }
  throw new Error(`There is no conversation on the ${map}.`);
}

test('what is pointed at or chosen on one map is brought out on both', async () => {
  const page = await dashboard.open(`/compare/${first}/${second}`);
  await page.getByRole('tab', { name: 'Maps' }).click();
  await page.getByRole('status').filter({ hasText: 'Places agree to' }).waitFor();
  await checkAccessibility(page);
  await checkNarrow(page);

  await pointAtSomething(page, 'Map of A');
  expect(await page.getByRole('region', { name: 'Map of A' }).getByRole('tooltip').count()).toBe(1);
  expect(await page.getByRole('region', { name: 'Map of B' }).getByRole('tooltip').count()).toBe(1);

  // From above a name, which covers the middle of a large map, the wheel zooms as it does beside it.
  const names = page.getByRole('region', { name: 'Map of A' }).locator('.map-label');
  const readPlaces = (): Promise<string> => names.evaluateAll((all) => all.map((each) => each.style.left).join());
  const before = await readPlaces();
  await names.first().hover();
  await page.mouse.wheel(0, -600);
  await expect.poll(readPlaces).not.toBe(before);

  await page.getByRole('list', { name: 'Topics of both maps' }).getByRole('button').first().click();
  await page.getByText('Brought out on both maps').waitFor();
  await page.getByRole('button', { name: 'Bring out what moved most' }).click();
  // One in twenty of the 60.
  await page.getByText('the 3 conversations that moved farthest').waitFor();
  await page.getByRole('button', { name: 'Show all conversations' }).click();
  await page.getByRole('status').filter({ hasText: 'Places agree to' }).waitFor();
});

test('maps and lists that cannot be read are answered in place', async () => {
  const page = await dashboard.open(`/compare/${first}/${second}`);
  let isAway = true;
  await page.route('**/graphql', (route) =>
    isAway && /query (MapAlignment|ConversationChanges)/.test(route.request().postData() ?? '')
      ? route.fulfill({ json: { data: null, errors: [{ message: 'The database is away.' }] } })
      : route.continue(),
  );
  await page.getByRole('tab', { name: 'Maps' }).click();
  await page.getByText('The maps could not be loaded').waitFor();
  await page.getByText('The database is away.').waitFor();

  await page.getByRole('tab', { name: 'Conversations' }).click();
  await page.getByText('The changed conversations could not be loaded').waitFor();
  isAway = false;
  await page.getByRole('button', { name: 'Try again' }).click();
  await page.getByRole('navigation', { name: 'Pages of the changed conversations' }).waitFor();
});

test('a run can be aligned with another from the form, and says so beside its map', async () => {
  const page = await dashboard.open('/runs/new');
  await page.getByLabel('Align map with').click();
  await page.getByRole('option', { name: 'Plain' }).click();
  await page.getByRole('button', { name: 'Start run' }).click();
  await page.getByText(/Neighbourhoods kept: 0\.\d\d/).waitFor({ timeout: computeTimeoutMs });
  await page.getByRole('link', { name: 'Plain' }).waitFor();
  await checkAccessibility(page);
});
