import { runOptionsSchema } from '@understory/core';
import { expect, it } from 'vitest';
import { nameControlledRun, nameRun } from './name-run.ts';

it('a run without a name is told by its number and by what it does otherwise than others', () => {
  expect(nameRun(7, 'generic v1', runOptionsSchema.parse({}))).toBe('#7 generic v1');
  expect(nameRun(8, 'generic v1', runOptionsSchema.parse({ seed: 3, cluster: { k: 56 } }))).toBe(
    '#8 generic v1, seed 3, k 56',
  );
  expect(nameRun(8, 'generic v1', runOptionsSchema.parse({ cluster: { k: 'auto', outliers: true } }))).toBe(
    '#8 generic v1, k auto, outliers',
  );
});

it('its name lists three settings and no more', () => {
  const options = { seed: 3, cluster: { k: 56, method: 'lloyd' }, tree: { maxRoots: 4, branching: 8 } };
  expect(nameRun(9, 'generic v2', runOptionsSchema.parse(options))).toBe(
    '#9 generic v2, seed 3, method lloyd, k 56, …',
  );
});

it('the name of a controlled run grows no longer than 200 characters, however often one is made of another', () => {
  expect(nameControlledRun('support v2', '#7 generic v1')).toBe('support v2, otherwise as #7 generic v1');
  const name = nameControlledRun('m'.repeat(150), 'r'.repeat(150));
  expect(name).toHaveLength(200);
  expect(name).toMatch(/^m{150}, otherwise as r{34}…$/);
});
