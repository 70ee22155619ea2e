import { expect, test } from 'vitest';
import { drawPoints, packPixel, stampDisc } from './draw-points.ts';

const white = packPixel([255, 255, 255]);
const blank = () => ({ pixels: new Uint32Array(81).fill(white), width: 9, height: 9 });
const identity = { scaleX: 1, scaleY: 1, offsetX: 0, offsetY: 0 };

test('a pixel is packed as red, green, blue, alpha in memory', () => {
  expect([...new Uint8Array(Uint32Array.of(packPixel([1, 2, 3])).buffer)]).toEqual([1, 2, 3, 255]);
});

test('a point covers its pixel wholly and its surroundings in part', () => {
  const buffer = blank();
  const black = packPixel([0, 0, 0]);
  drawPoints(buffer, Float32Array.of(4, 4), Uint32Array.of(black), identity, stampDisc(1));
  expect(buffer.pixels[4 * 9 + 4]).toBe(black);
  // The centre of the next pixel is 1 away: half of it lies within radius 1. 255 · 128 / 256 = 127.
  expect(buffer.pixels[4 * 9 + 5]! & 0xff).toBe(127);
  expect(buffer.pixels[0]).toBe(white);
});

test('the y axis of the plane may point up', () => {
  const buffer = blank();
  drawPoints(buffer, Float32Array.of(4, 2), Uint32Array.of(7), { ...identity, scaleY: -1, offsetY: 8 }, stampDisc(0.5));
  expect(buffer.pixels[6 * 9 + 4]).toBe(7);
});

test('points outside the canvas, or not wanted, leave no trace', () => {
  const buffer = blank();
  const coordinates = Float32Array.of(-5, 4, 4, 99, 4, 4);
  drawPoints(buffer, coordinates, Uint32Array.of(1, 2, 3), identity, stampDisc(1), Uint8Array.of(1, 1, 0));
  expect(buffer.pixels.every((pixel) => pixel === white)).toBe(true);
});
