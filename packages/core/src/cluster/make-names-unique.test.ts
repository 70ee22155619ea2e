import { expect, it } from 'vitest';
import { makeNamesUnique } from './make-names-unique.ts';

const named = (name: string, slug: string) => ({ name, slug, description: '' });
const namesOf = (...entries: { name: string; slug: string; description: string }[]) =>
  makeNamesUnique(entries).map(({ name }) => name);

it('leaves different names alone', () => {
  expect(namesOf(named('Log metrics', 'log_metrics'), named('Plot metrics', 'plot'))).toEqual([
    'Log metrics',
    'Plot metrics',
  ]);
});

it('tells equal names apart by the words of their slugs', () => {
  expect(namesOf(named('Log metrics', 'log_metrics_now'), named('log Metrics', 'log_custom_charts'))).toEqual([
    'Log metrics',
    'log Metrics (custom charts)',
  ]);
});

it('numbers what nothing else tells apart', () => {
  const same = named('Log metrics', 'log_metrics');
  expect(namesOf(same, same, named('Log metrics (2)', ''), same)).toEqual([
    'Log metrics',
    'Log metrics (3)',
    'Log metrics (2)',
    'Log metrics (4)',
  ]);
});
