import { beforeAll, expect, test } from 'vitest';
import { checkAccessibility, checkNarrow } from './check-page.ts';
import { useDashboard } from './open-dashboard.ts';
import { importSample, startRun } from './set-up-runs.ts';

const dashboard = useDashboard();
let run = '';

beforeAll(async () => {
  const dataset = await importSample(dashboard.url, 120);
  const definition = { kind: 'extractive' };
  run = `/runs/${await startRun(dashboard.url, dataset, { name: 'Searched', definition })}`;
});

test('a run is searched, opened and left with the keyboard alone', async () => {
  const page = await dashboard.open(run);
  await page.getByRole('tree').waitFor();
  const height = () => page.evaluate(() => document.documentElement.scrollHeight);
  const heightBefore = await height();
  const field = page.getByRole('searchbox', { name: 'Find conversations like' });
  await page.keyboard.press('/');
  await page.keyboard.type('single sign-on for the team');
  await page.keyboard.press('Enter');
  const results = page.getByRole('region', { name: 'Search results' });
  await results.getByText(/^The \d+ conversations most like it$/).waitFor();
  expect(new URL(page.url()).searchParams.get('search')).toBe('single sign-on for the team');
  const similarities = (await results.getByRole('listitem').allInnerTexts())
    .map((text) => /Similarity\s+(-?\d\.\d\d)/.exec(text)?.[1])
    .filter((found) => found !== undefined)
    .map(Number);
  expect(similarities.length).toBeGreaterThan(5);
  expect(similarities).toEqual(similarities.toSorted((a, b) => b - a));
  expect(await height()).toBe(heightBefore);
  await checkAccessibility(page);
  await checkNarrow(page);

  const topics = await results.getByRole('list').first().getByRole('button').count();
  await field.focus();
  for (let i = 0; i <= topics; i++) await page.keyboard.press('ArrowDown');
  const first = results.getByRole('list').nth(1).getByRole('button').first();
  expect(await first.evaluate((element) => element === document.activeElement)).toBe(true);
  await page.keyboard.press('Enter');
  const panel = page.getByRole('dialog', { name: 'Conversation' });
  await panel.getByRole('heading', { name: 'Messages' }).waitFor();
  await page.keyboard.press('Escape');
  await panel.waitFor({ state: 'hidden' });

  await field.focus();
  await page.keyboard.press('Escape');
  await results.waitFor({ state: 'hidden' });
  expect(new URL(page.url()).searchParams.get('search')).toBeNull();
});

test('a topic that was found is jumped to, and back leads to the results', async () => {
  const page = await dashboard.open(`${run}?search=feature%20flags`);
  const results = page.getByRole('region', { name: 'Search results' });
  const topic = results.getByRole('list').first().getByRole('button').first();
  const name = await topic.innerText();
  await topic.click();
  await page.getByRole('region', { name: 'Cluster', exact: true }).getByRole('heading', { name, level: 2 }).waitFor();
  await page.goBack();
  await results.getByRole('heading', { name: 'feature flags' }).waitFor();
});

test('words that the run does not know are said to be unknown', async () => {
  const page = await dashboard.open(`${run}?search=zyzzyva`);
  const results = page.getByRole('region', { name: 'Search results' });
  await results.getByText('knows no word of “zyzzyva”').waitFor();
  await results.getByText('No conversation found').waitFor();
  await checkAccessibility(page);
});

test('a conversation leads to those like it', async () => {
  const page = await dashboard.open(run);
  await page.getByRole('region', { name: 'All topics' }).getByRole('button').first().click();
  const details = page.getByRole('region', { name: 'Cluster', exact: true });
  await details.getByRole('navigation', { name: 'Pages of the cluster’s conversations' }).waitFor();
  await details.getByRole('listitem').last().getByRole('button').click();
  const panel = page.getByRole('dialog', { name: 'Conversation' });
  const title = panel.getByRole('heading', { name: /^Conversation ./ });
  const before = await title.innerText();
  await panel.getByRole('button', { name: 'Similar conversations' }).click();
  const similar = panel.getByRole('region', { name: 'Similar conversations in this run' });
  await similar.getByRole('button').first().click();
  await title.filter({ hasNotText: before }).waitFor();
  await checkAccessibility(page);
});
