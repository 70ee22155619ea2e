import { beforeAll, expect, test } from 'vitest';
import { checkAccessibility } from './check-page.ts';
import { useDashboard } from './open-dashboard.ts';
import { writeConversations } from './write-conversations.ts';

const dashboard = useDashboard();
const unknownId = '00000000-0000-4000-8000-000000000000';
const lostConnection = /Failed to load resource/;

beforeAll(async () => {
  const answer = await fetch(`${dashboard.url}/datasets/desk/conversations`, {
    method: 'POST',
    body: writeConversations(12).file.buffer.toString(),
  });
  expect(answer.status).toBe(200);
});

test.for([
  ['/', 'The runs could not be loaded'],
  ['/runs/new', 'The form could not be loaded'],
  [`/runs/${unknownId}`, 'The run could not be loaded'],
  ['/summary-models', 'The summary models could not be loaded'],
  [`/compare/${unknownId}/${unknownId}`, 'These runs could not be compared'],
])('%s says so when the server does not answer, and tries again', async ([path, message]) => {
  const page = await dashboard.open('/does-not-exist', { expectedFaults: lostConnection });
  await page.getByText('There is no page at this address').waitFor();
  await page.route('**/graphql', (route) => route.abort());
  await page.goto(path!);
  await page.getByRole('alert').getByText(message!).waitFor();
  await page.getByText('understory serve').waitFor();
  await checkAccessibility(page);
  await page.unroute('**/graphql');
  await page.getByRole('button', { name: 'Try again' }).click();
  await page.getByText('understory serve').waitFor({ state: 'detached' });
});

test('a page whose query fails says why, and not that there is nothing', async () => {
  const page = await dashboard.open('/summary-models');
  await page.route('**/graphql', (route) =>
    route.fulfill({ json: { data: null, errors: [{ message: 'The database is away.' }] } }),
  );
  for (const path of ['/', '/datasets', `/runs/${unknownId}`]) {
    await page.goto(path);
    await page.getByRole('alert').getByText('The database is away.').waitFor();
  }
});

test('an unknown run, comparison and conversation are named as such', async () => {
  const page = await dashboard.open(`/runs/${unknownId}`);
  await page.getByText('There is no run with this id').waitFor();
  await checkAccessibility(page);
  await page.goto(`/compare/${unknownId}/${unknownId}`);
  await page.getByText('These runs could not be compared').waitFor();
  expect(await page.getByRole('alert').innerText()).toContain(unknownId);
});

test('a file that is no conversation file is refused row by row', async () => {
  const page = await dashboard.open('/');
  const form = page.getByRole('region', { name: 'Begin with your conversations' });
  await form.getByRole('button', { name: 'Import', exact: true }).click();
  await form.getByText('Choose a file first.').waitFor();
  await form
    .getByLabel('Conversations file')
    .setInputFiles({ name: 'notes.txt', mimeType: 'text/plain', buffer: Buffer.from('just notes\n') });
  await form.getByRole('button', { name: 'Import', exact: true }).click();
  await form.getByText('Nothing was imported, so no dataset notes was made').waitFor();
  expect(await form.getByRole('region', { name: 'Rejected rows' }).getByRole('row').count()).toBe(2);
});

test('options that the server refuses are answered in place', async () => {
  const page = await dashboard.open('/runs/new');
  await page.getByLabel('Most roots').fill('0');
  await page.getByRole('button', { name: 'Start run' }).click();
  await page.getByText('The run was not started').waitFor();
  expect(await page.getByRole('alert').innerText()).toContain('maxRoots');
  await checkAccessibility(page);
});

test('a summary model that the server refuses stays in the form with the reason', async () => {
  const page = await dashboard.open('/summary-models');
  await page.getByRole('button', { name: 'New summary model' }).click();
  await page.getByLabel('Name').fill('short');
  await page.getByLabel('Fewest words').fill('30');
  await page.getByLabel('Most words').fill('20');
  await page.getByRole('button', { name: 'Create summary model' }).click();
  await page.getByText('Nothing was saved').waitFor();
  expect(await page.getByRole('alert').innerText()).toContain('min');
  expect(await page.getByLabel('Fewest words').inputValue()).toBe('30');

  await page.getByRole('button', { name: 'JSON' }).click();
  await page.getByLabel('Definition', { exact: true }).fill('{ not json');
  await page.getByRole('button', { name: 'Create summary model' }).click();
  await page.getByText('The definition is not valid JSON').waitFor();
  await checkAccessibility(page);
});
