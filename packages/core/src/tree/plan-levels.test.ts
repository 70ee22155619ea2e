import { describe, expect, it } from 'vitest';
import { countChildrenOfLevels, countRootsOfLevels, planNextLevel } from './plan-levels.ts';

describe('planNextLevel', () => {
  it('goes from 56 clusters to 6 roots in two steps of about three', () => {
    // countRoots(56) is 6; 56 / 6 = 9.3, whose root is 3.06; 56 / 3.06 = 18.3; one and a half times 18 is 27.
    expect(planNextLevel(56, { maxRoots: 10, branching: 4 })).toEqual({ target: 18, limit: 27 });
  });

  it('makes every level smaller, whatever the options', () => {
    const faults: string[] = [];
    for (const branching of [2, 2.5, 4, 50]) {
      for (const maxRoots of [1, 2, 3, 10, 100]) {
        for (let count = maxRoots + 1; count < 1000; count++) {
          const { target, limit } = planNextLevel(count, { maxRoots, branching });
          const isSound = target >= 1 && target <= limit && limit < count;
          if (!isSound) faults.push(`${count} with ${maxRoots} and ${branching}: ${target}, ${limit}`);
        }
      }
    }
    expect(faults).toEqual([]);
  });
});

describe('a number of levels', () => {
  it('is met with as many children everywhere, within the number of roots', () => {
    // 64 = 4 · 4 · 4. 1,000 in two levels would be 31.6 roots of as many leaves, so 10 roots stay; below, 100 = 10 · 10.
    expect(countRootsOfLevels(64, { levels: 3, maxRoots: 10 })).toBe(4);
    expect(countChildrenOfLevels(16, 2)).toBe(4);
    expect(countChildrenOfLevels(4, 1)).toBe(4);
    expect(countRootsOfLevels(1000, { levels: 2, maxRoots: 10 })).toBe(10);
    expect(countChildrenOfLevels(100, 2)).toBe(10);
  });

  it('never asks for fewer than two children, nor for more roots than leaves', () => {
    expect(countChildrenOfLevels(3, 6)).toBe(2);
    expect(countRootsOfLevels(3, { levels: 6, maxRoots: 10 })).toBe(2);
    expect(countRootsOfLevels(1, { levels: 2, maxRoots: 10 })).toBe(1);
    expect(countRootsOfLevels(50, { levels: 2, maxRoots: 1 })).toBe(1);
  });
});
