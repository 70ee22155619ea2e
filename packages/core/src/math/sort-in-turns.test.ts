import { expect, it } from 'vitest';
import { createRandom } from './random.ts';
import { sortInTurns } from './sort-in-turns.ts';

it.each([0, 1, 4096, 4097, 30_000])('sorts %i strings as sort() does, equal ones too, and pauses', async (n) => {
  const random = createRandom(n);
  const strings = Array.from(
    { length: n },
    () => String.fromCodePoint(0x61 + random.below(0x1f000)) + random.below(50),
  );
  let pauses = 0;
  const sorted = await sortInTurns(strings, async () => void pauses++);
  expect(sorted).toEqual(strings.toSorted());
  expect(pauses).toBeGreaterThanOrEqual(Math.floor(n / 4096));
});
