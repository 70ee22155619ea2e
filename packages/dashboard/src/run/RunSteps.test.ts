import { mount } from '@vue/test-utils';
import { expect, test } from 'vitest';
import type { RunStateFragment } from '../graphql/generated/graphql.ts';
import RunSteps from './RunSteps.vue';

const step = (changes: Partial<RunStateFragment['steps'][number]>): RunStateFragment['steps'][number] => ({
  name: 'SUMMARY',
  status: 'PENDING',
  done: 0,
  total: 560,
  progress: 0,
  isReused: false,
  durationMs: null,
  error: null,
  ...changes,
});
const showSteps = (...steps: RunStateFragment['steps']) =>
  // Icons are bundled by the build; outside it they would be asked for over the internet.
  mount(RunSteps, { props: { steps }, global: { stubs: { UIcon: true } } });

test('a running step says how far it is, to eyes and to screen readers', () => {
  const shown = showSteps(step({ status: 'RUNNING', done: 140, progress: 0.25 }));
  expect(shown.text()).toContain('140 of 560');
  expect(shown.get('[role=progressbar]').attributes()).toMatchObject({
    'aria-label': 'Summarise conversations',
    'aria-valuenow': '25',
  });
});

test('a step taken from an earlier run says so instead of a time', () => {
  const shown = showSteps(step({ status: 'COMPLETED', progress: 1, isReused: true, durationMs: 3 }));
  expect(shown.text()).toContain('from an earlier run');
  expect(shown.text()).not.toContain('3 ms');
});

test('a failed step shows its reason in place of the bar', () => {
  const shown = showSteps(step({ name: 'NAME', status: 'FAILED', error: 'No term stands out.' }));
  expect(shown.text()).toContain('No term stands out.');
  expect(shown.find('[role=progressbar]').exists()).toBe(false);
});
