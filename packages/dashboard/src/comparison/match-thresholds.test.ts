import { expect, test } from 'vitest';
import { matchThresholds, readThreshold } from './match-thresholds.ts';

const [keptFrom, insideAbove] = matchThresholds;

test('a limit is read with a point or a comma, and only within its range', () => {
  expect(readThreshold('0.7', keptFrom!)).toBe(0.7);
  expect(readThreshold(' 0,7 ', keptFrom!)).toBe(0.7);
  expect(readThreshold('1.2', keptFrom!)).toBeNull();
  expect(readThreshold('', keptFrom!)).toBeNull();
  expect(readThreshold('half', keptFrom!)).toBeNull();
  expect(readThreshold('0.4', insideAbove!)).toBeNull();
});
