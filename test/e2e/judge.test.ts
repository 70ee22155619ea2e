import { beforeAll, expect, test } from 'vitest';
import { checkAccessibility, checkNarrow } from './check-page.ts';
import { useDashboard } from './open-dashboard.ts';
import { importSample, startRun } from './set-up-runs.ts';

const dashboard = useDashboard();
let address = '';

beforeAll(async () => {
  const datasetId = await importSample(dashboard.url, 60);
  const glossary = [{ name: 'Webhooks', aliases: ['webhook', 'callback'] }];
  const a = await startRun(dashboard.url, datasetId, { name: 'Plain', definition: { kind: 'extractive' } });
  const b = await startRun(dashboard.url, datasetId, {
    name: 'With features',
    definition: { kind: 'extractive', glossary, openings: ['User is asking about'] },
  });
  address = `/compare/${a}/${b}?view=judgement`;
});

test('a person judges pairs by keyboard, blind, stops, goes on, and sees the sources only at the end', async () => {
  const page = await dashboard.open(address);
  await page.getByText('Nobody has judged these two runs yet.').waitFor();
  await page.getByText('A language model needs a key that this server does not have.').waitFor();
  await checkAccessibility(page);
  await checkNarrow(page);
  const form = page.getByRole('form', { name: 'Judge yourself' });
  await form.getByLabel('Your name').fill('Ann');
  await form.getByLabel('Conversations').fill('4');
  await form.getByRole('button', { name: 'Start judging' }).click();

  const progress = (count: number) => page.getByText(`${count} of 4 pairs judged`).waitFor();
  await progress(0);
  await page.getByRole('article', { name: 'Summary 1' }).waitFor();
  await page.getByText('Conversation', { exact: true }).waitFor();
  expect(await page.locator('main, body').first().innerText()).not.toMatch(/Plain|With features/);
  await checkAccessibility(page);
  await checkNarrow(page);

  const firstPair = await page.getByRole('region', { name: 'Summaries' }).innerText();
  await page.keyboard.press('1');
  await progress(1);
  await page.keyboard.press('u');
  await progress(0);
  expect(await page.getByRole('region', { name: 'Summaries' }).innerText()).toBe(firstPair);
  await page.keyboard.press('ArrowRight');
  await progress(1);
  await page.keyboard.press('0');
  await progress(2);

  await page.getByRole('link', { name: 'Stop, go on later' }).click();
  await page.getByText('2 of 4 pairs judged; hidden until the result is revealed.').waitFor();
  await page.getByRole('link', { name: 'Go on judging' }).click();
  await progress(2);
  await page.getByRole('article', { name: 'Summary 2' }).getByRole('button', { name: 'Better' }).click();
  await progress(3);
  await page.keyboard.press('2');
  await page.getByText('All pairs are judged').waitFor();
  await page.getByRole('button', { name: 'Reveal the result' }).click();
  await page.getByText('Too few pairs were judged to tell').waitFor();
  await page.getByRole('link', { name: 'With features' }).waitFor();

  await page.getByRole('link', { name: 'To the comparison' }).click();
  const card = page.getByRole('article', { name: 'Judged by Ann' });
  await card.getByText('Win rate of B, ties as half').waitFor();
  await card.getByText('Each conversation, with the judge’s reasons').click();
  await card.getByText('1–4 of 4').waitFor();
  await checkAccessibility(page);
  await checkNarrow(page);
});

test('without a key the form says what a language model needs; names are tested all the same', async () => {
  const page = await dashboard.open(address);
  await page.getByRole('button', { name: 'A language model' }).click();
  const form = page.getByRole('form', { name: 'Ask a language model' });
  await form.getByText('A language model needs a key that this server does not have.').waitFor();
  expect(await form.getByRole('button', { name: 'Ask the model' }).isDisabled()).toBe(true);
  await form.getByLabel('Conversations').fill('many');
  await form.getByText('Expected 1 to 1000 conversations, got “many”.').waitFor();

  await page.getByText('The names have not been tested yet.').waitFor();
  await page.getByRole('button', { name: 'Test the names' }).click();
  const card = page.getByRole('article', { name: 'Judged by local/lsa' });
  await card.getByText(/McNemar's exact test/).waitFor({ timeout: 60_000 });
  await card.getByText('Mistaken most in A').waitFor();
  await card.getByText('No language model judged').waitFor();
  // Away from the button: a pointer on it pales it.
  await page.mouse.move(0, 0);
  await checkAccessibility(page);
});

test('an answer that the server refuses is answered in place, and the pair stays', async () => {
  const page = await dashboard.open(address);
  const form = page.getByRole('form', { name: 'Judge yourself' });
  await form.getByLabel('Conversations').fill('2');
  await form.getByRole('button', { name: 'Start judging' }).click();
  await page.getByRole('article', { name: 'Summary 1' }).waitFor();
  await page.route('**/graphql', (route) =>
    route.request().postData()?.includes('mutation RecordJudgement')
      ? route.fulfill({ json: { data: null, errors: [{ message: 'The pair is gone.' }] } })
      : route.continue(),
  );
  await page.keyboard.press('1');
  await page.getByRole('alert').getByText('The pair is gone.').waitFor();
  await page.getByText('0 of 2 pairs judged').waitFor();
});
