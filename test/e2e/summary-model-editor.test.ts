import { afterAll, beforeAll, expect, test } from 'vitest';
import { startOpenAIServer, type OpenAIServer } from '../openai-server/openai-server.ts';
import { checkAccessibility, checkNarrow } from './check-page.ts';
import { useDashboard } from './open-dashboard.ts';
import { importSample } from './set-up-runs.ts';

let openai: OpenAIServer;
const dashboard = useDashboard(async () => {
  openai = await startOpenAIServer();
  return { OPENAI_BASE_URL: openai.url, OPENAI_API_KEY: 'test' };
});

beforeAll(async () => {
  await importSample(dashboard.url, 20);
});
afterAll(async () => {
  await openai.close();
});

test('a template is tried beside a saved version, changed and saved', async () => {
  const page = await dashboard.open('/summary-models');
  await page.getByRole('button', { name: 'New summary model' }).click();
  await page.getByLabel('Name').fill('desk goals');
  await page.getByRole('button', { name: 'feature prompt' }).click();
  await page.getByText('OPENAI_API_KEY').waitFor();
  await page.getByLabel('Prompt').fill('What does this user want?\n\n{{ conversation }}\n');
  const preview = page.getByRole('region', { name: 'Preview' });
  await preview.getByLabel('Side by side with').click();
  await page.getByRole('option', { name: 'generic v1' }).click();
  await preview.getByRole('button', { name: 'Preview', exact: true }).click();
  await preview.getByRole('article', { name: 'This draft' }).first().waitFor();
  expect(await preview.getByRole('article').count()).toBe(4);
  const draft = preview.getByRole('article', { name: 'This draft' }).first();
  expect(await draft.innerText()).toMatch(/\d+ words[^]*tokens in/);
  await draft.getByText('Exactly what was sent').click();
  await draft.getByText('What does this user want?').waitFor();
  await checkAccessibility(page);
  await checkNarrow(page);

  await page.getByRole('button', { name: 'Create summary model' }).click();
  await page.getByText('Saved desk goals v1.').waitFor();
});

test('what the server refuses is said at the field', async () => {
  const page = await dashboard.open('/summary-models');
  await page.getByRole('button', { name: 'New summary model' }).click();
  await page.getByLabel('Name').fill('broken');
  await page.getByRole('button', { name: 'generic prompt' }).click();
  await page.getByLabel('Prompt').fill('Nothing of {{ customer }} here');
  await page.getByRole('region', { name: 'Preview' }).getByRole('button', { name: 'Preview', exact: true }).click();
  await page.getByText('There is no preview').waitFor();
  await page.getByRole('button', { name: 'Create summary model' }).click();
  await page.getByText('Nothing was saved').waitFor();
  const prompt = page.getByLabel('Prompt');
  expect(await prompt.getAttribute('aria-invalid')).toBe('true');
  expect(await prompt.inputValue()).toContain('customer');
  await checkAccessibility(page);
});
