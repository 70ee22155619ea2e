import { describe, expect, it } from 'vitest';
import { planNextLevel } from './plan-levels.ts';

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
