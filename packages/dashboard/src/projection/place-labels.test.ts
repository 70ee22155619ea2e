import { expect, test } from 'vitest';
import { placeLabels, type LabelWish } from './place-labels.ts';

const wish = (id: number, x: number, y: number, rank: number): LabelWish => ({ id, x, y, width: 40, height: 10, rank });

test('a label with room stands centred on its point', () => {
  expect(placeLabels([wish(0, 100, 50, 1)], 200, 100)).toMatchObject([{ id: 0, left: 80, top: 45 }]);
});

test('the lower rank gives way', () => {
  const placed = placeLabels([wish(0, 100, 50, 1), wish(1, 102, 50, 9)], 200, 100, 0);
  expect(placed[0]).toMatchObject({ id: 1, left: 82, top: 45 });
  expect(placed[1]).toMatchObject({ id: 0, top: 35 });
});

test('what finds no free place is left out', () => {
  const crowd = Array.from({ length: 30 }, (_, id) => wish(id, 100, 50, id));
  const placed = placeLabels(crowd, 200, 100);
  expect(placed.length).toBeGreaterThan(0);
  expect(placed.length).toBeLessThan(6);
});

test('no two labels overlap and none leaves the area', () => {
  const scattered = Array.from({ length: 200 }, (_, id) => wish(id, (id * 37) % 400, (id * 53) % 300, id % 7));
  const placed = placeLabels(scattered, 400, 300);
  for (const a of placed) {
    expect(a.left >= 0 && a.top >= 0 && a.left + a.width <= 400 && a.top + a.height <= 300).toBe(true);
    for (const b of placed) {
      const apart =
        a.left + a.width <= b.left ||
        b.left + b.width <= a.left ||
        a.top + a.height <= b.top ||
        b.top + b.height <= a.top;
      expect(a.id === b.id || apart).toBe(true);
    }
  }
});

test('equal ranks are placed in the same order every time', () => {
  const wishes = [wish(3, 100, 50, 1), wish(1, 100, 50, 1)];
  expect(placeLabels(wishes, 200, 100)[0]!.id).toBe(1);
  expect(placeLabels(wishes.toReversed(), 200, 100)[0]!.id).toBe(1);
});

test('a label at the rim is pushed inwards instead of being cut or left out', () => {
  expect(placeLabels([wish(0, 3, 98, 1)], 200, 100)).toMatchObject([{ left: 2, top: 88 }]);
  expect(placeLabels([wish(0, 199, 1, 1)], 200, 100)).toMatchObject([{ left: 158, top: 2 }]);
});
