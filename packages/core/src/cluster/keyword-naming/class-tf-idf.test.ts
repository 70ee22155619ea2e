import { describe, expect, it } from 'vitest';
import { weighClusterWords } from './class-tf-idf.ts';

describe('weighClusterWords', () => {
  const documents = [
    ['card', 'delivery'],
    ['card', 'arrive'],
    ['card', 'limit'],
    ['pin', 'card'],
    ['exchange', 'rate'],
  ];

  it('is p · ln(p / 1.5q) with smoothed shares', () => {
    const weights = weighClusterWords(documents)({ members: [4], outsiders: [] });
    // p = 1; elsewhere (0 + 0.5) / (4 + 1) = 0.1; no outsiders, so nearby = (0 + 0.1) / 1 = 0.1; q = 0.1
    expect(weights.get('exchange')).toBeCloseTo(Math.log(1 / 0.15), 12);
  });

  it('gives nothing to a word that is as likely elsewhere', () => {
    const weights = weighClusterWords(documents)({ members: [0, 4], outsiders: [1, 2, 3] });
    expect(weights.has('card')).toBe(false);
    expect(weights.has('delivery')).toBe(true);
  });

  it('counts members that were left out as members, not as others', () => {
    // All four: p = 1. Half of them, with the size of four: p = 1, and none of the four is elsewhere.
    const members = [0, 1, 2, 3];
    const weigh = weighClusterWords(documents);
    const all = weigh({ members, outsiders: [] }).get('card');
    expect(weigh({ members: [0, 1], outsiders: [], size: 4 }).get('card')).toBe(all);
  });

  it('weighs a word less when the nearest outsiders hold it too', () => {
    const cluster = { members: [0, 1], outsiders: [] as number[] };
    const weigh = weighClusterWords(documents);
    const alone = weigh(cluster);
    const crowded = weigh({ ...cluster, outsiders: [2] });
    expect(crowded.get('card') ?? 0).toBeLessThan(alone.get('card') ?? 0);
  });
});
