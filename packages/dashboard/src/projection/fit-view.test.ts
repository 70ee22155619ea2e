import { expect, test } from 'vitest';
import { fitPlane } from './fit-view.ts';

const place = (fit: ReturnType<typeof fitPlane>, x: number, y: number) => [
  fit.scale * x + fit.offsetX,
  fit.offsetY - fit.scale * y,
];

test('the wider side fills the canvas up to the padding, the other is centred', () => {
  const fit = fitPlane(Float32Array.of(0, 0, 10, 5), 220, 200, 10);
  expect(place(fit, 0, 0)).toEqual([10, 150]);
  expect(place(fit, 10, 5)).toEqual([210, 50]);
});

test('a single point stands in the middle', () => {
  expect(place(fitPlane(Float32Array.of(7, -3), 300, 100, 10), 7, -3)).toEqual([150, 50]);
});

test('conversations without a place change nothing', () => {
  const placed = fitPlane(Float32Array.of(0, 0, 10, 5), 220, 200, 10);
  expect(fitPlane(Float32Array.of(NaN, NaN, 0, 0, NaN, NaN, 10, 5), 220, 200, 10)).toEqual(placed);
});

test('no points at all give a usable plane', () => {
  expect(fitPlane(new Float32Array(), 300, 100, 10)).toEqual({ scale: 1, offsetX: 150, offsetY: 50 });
});

test('one far outlier among thousands does not shrink the rest', () => {
  const coordinates = new Float32Array(4000);
  for (let i = 0; i < 2000; i += 1) {
    coordinates[2 * i] = i / 2000;
    coordinates[2 * i + 1] = i / 2000;
  }
  coordinates[0] = 1000;
  expect(fitPlane(coordinates, 120, 120, 10).scale).toBeGreaterThan(90);
});
