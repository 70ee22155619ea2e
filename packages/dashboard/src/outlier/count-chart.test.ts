import { expect, test } from 'vitest';
import { chartHeight, layOutCurve } from './count-chart.ts';

const chartWidth = 440;
const candidate = (count: number, stability: number, silhouette: number) => ({
  count,
  other: 100 / count,
  stability,
  stabilityDeviation: 0.1,
  silhouette,
  score: (stability * (1 + silhouette)) / 2,
});

test('numbers of clusters stand by ratio, values from the bottom up', () => {
  const chart = layOutCurve(
    { candidates: [candidate(5, 0, -0.2), candidate(10, 0.5, 0), candidate(20, 1, 1)] },
    chartWidth,
  );
  const [first, middle, last] = chart.stability.places;
  // 10 is as many times 5 as 20 is of 10, and 0.5 lies half way between 0 and 1.
  expect(middle!.x).toBeCloseTo((first!.x + last!.x) / 2, 9);
  expect(middle!.y).toBeCloseTo((first!.y + last!.y) / 2, 9);
  expect(first!.y).toBeGreaterThan(last!.y);
  expect(chart.silhouette.places[0]).toEqual(first);
  expect(chart.ticksX.map(({ label }) => label)).toEqual(['5', '10', '20']);
  const all = [...chart.band.matchAll(/([\d.]+),([\d.]+)/g)].map(([, x, y]) => [Number(x), Number(y)]);
  expect(all.every(([x, y]) => x! >= 0 && x! <= chartWidth && y! >= 0 && y! <= chartHeight)).toBe(true);
});

test('a single candidate has a place', () => {
  const chart = layOutCurve({ candidates: [candidate(3, 0.4, 0.1)] }, chartWidth);
  expect(chart.score.places.every(({ x, y }) => Number.isFinite(x) && Number.isFinite(y))).toBe(true);
});

test('labels that would touch are left out', () => {
  const candidates = [10, 11, 12, 13, 40].map((count) => candidate(count, 0.5, 0.1));
  expect(layOutCurve({ candidates }, 120).ticksX.map(({ label }) => label)).toEqual(['10', '40']);
});
