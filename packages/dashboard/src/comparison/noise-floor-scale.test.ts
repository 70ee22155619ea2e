import { expect, test } from 'vitest';
import { listNoiseRows, placeOnAxis, spanAxis } from './noise-floor-scale.ts';

const spread = (mean: number, lowest: number, highest: number) => ({ mean, lowest, highest, pairs: 28 });

test('each run stands against its own reseeds, and the two against each other come last', () => {
  const floor = { spreadA: spread(0.6, 0.5, 0.7), spreadB: spread(0.8, 0.7, 0.9), across: spread(0.2, 0.1, 0.3) };
  expect(listNoiseRows({ ...floor, stored: 0.25 })).toEqual([
    { label: 'A under other seeds', mean: 0.6, low: 0.5, high: 0.7, isAcross: false },
    { label: 'B under other seeds', mean: 0.8, low: 0.7, high: 0.9, isAcross: false },
    { label: 'A against B', mean: 0.2, low: 0.1, high: 0.3, isAcross: true },
  ]);
});

test('without reseeds the agreement of the runs as they are is all there is', () => {
  const floor = { spreadA: null, spreadB: null, across: null };
  expect(listNoiseRows({ ...floor, stored: 0.25 }).map((row) => row.mean)).toEqual([0.25]);
  expect(listNoiseRows({ ...floor, stored: null })).toEqual([]);
});

test('the axis runs from 0 to 1, and below 0 only for agreement worse than chance', () => {
  const row = { label: '', mean: 0, high: 0.2, isAcross: true };
  expect(spanAxis([{ ...row, low: 0.1 }])).toEqual({ from: 0, to: 1 });
  expect(spanAxis([{ ...row, low: -0.14 }])).toEqual({ from: -0.2, to: 1 });
  expect(placeOnAxis(0.5, { from: 0, to: 1 })).toBe(0.5);
  expect(placeOnAxis(0.4, { from: -0.2, to: 1 })).toBeCloseTo(0.5);
});
