import { describe, expect, it } from 'vitest';
import { chooseNamingDepth, countAtDepth } from './choose-naming-depth.ts';
import type { NamingAnswer } from './measure-naming.ts';
import { compareNaming } from './measure-naming.ts';
import { sampleItems } from './sample-items.ts';

const answer = (item: number, expected: number, chosen: number | null): NamingAnswer => ({ item, expected, chosen });

/** Ten conversations of cluster 0 and five of cluster 1; `wrong` of them are mistaken for the other. */
function answers(isWrong: (item: number) => boolean): NamingAnswer[] {
  return Array.from({ length: 15 }, (_, item) => {
    const expected = item < 10 ? 0 : 1;
    return answer(item, expected, isWrong(item) ? 1 - expected : expected);
  });
}

describe('compareNaming', () => {
  it('gives the accuracy beside chance and the largest cluster, and the pairs mistaken most', () => {
    const given = [...answers((item) => item === 0 || item === 1 || item === 14), answer(15, 0, null)];
    const { a } = compareNaming({ answers: given, topicCount: 4 }, { answers: given, topicCount: 4 });
    // 12 of 16 right; 11 of 16 belong to cluster 0.
    expect(a).toMatchObject({ accuracy: { value: 0.75, count: 16 }, chance: 0.25, majority: 11 / 16, noneCount: 1 });
    expect(a.confusions).toEqual([
      { expected: 0, chosen: 1, count: 2 },
      { expected: 1, chosen: 0, count: 1 },
    ]);
  });

  it('compares two runs over the same conversations by McNemar’s exact test', () => {
    const { difference, verdict, sentence, remarks } = compareNaming(
      { answers: answers((item) => item < 8), topicCount: 2 },
      { answers: answers(() => false), topicCount: 3 },
    );
    expect(difference!.value).toBeCloseTo(8 / 15, 12);
    // 2 / 2⁸
    expect(difference!.pValue).toBeCloseTo(2 / 256, 12);
    expect(verdict).toBe('b');
    expect(sentence).toBe(
      "The names of B say better what is in its clusters: by A's names 47 % of 15 conversations were put where they are, by B's 100 % (McNemar's exact test: p = 0.008).",
    );
    expect(remarks).toHaveLength(2);
    expect(remarks[0]).toContain('not shown that A');
    expect(remarks[1]).toContain('A offers 2 names and B 3');
  });

  it('says nothing where nothing was sorted', () => {
    const none = { answers: [], topicCount: 2 };
    expect(compareNaming(none, none)).toMatchObject({
      a: { accuracy: null, majority: null },
      difference: null,
      verdict: 'cannot-tell',
      sentence: 'Nothing has been sorted yet.',
    });
  });

  it('leaves out of the difference what only one run has an answer for', () => {
    const { difference } = compareNaming(
      { answers: [answer(0, 0, 0), answer(1, 0, 1)], topicCount: 2 },
      { answers: [answer(1, 0, 0)], topicCount: 2 },
    );
    expect(difference).toMatchObject({ count: 1, value: 1 });
  });
});

describe('chooseNamingDepth', () => {
  // Two roots; the first has 3 leaves, the second 2 children with 20 leaves each.
  const clusters = [
    { depth: 0, isLeaf: false },
    ...Array.from({ length: 3 }, () => ({ depth: 1, isLeaf: true })),
    { depth: 0, isLeaf: false },
    ...Array.from({ length: 2 }, () => ({ depth: 1, isLeaf: false })),
    ...Array.from({ length: 40 }, () => ({ depth: 2, isLeaf: true })),
  ];

  it('takes the deepest level with few enough names; leaves above it are among them', () => {
    expect([0, 1, 2].map((depth) => countAtDepth(clusters, depth))).toEqual([2, 5, 43]);
    expect(chooseNamingDepth(clusters)).toBe(1);
    expect(chooseNamingDepth(clusters, 43)).toBe(2);
  });

  it('takes the roots where even they are too many', () => {
    expect(chooseNamingDepth(clusters, 1)).toBe(0);
  });
});

describe('sampleItems', () => {
  it('draws a larger sample that begins with the smaller one', () => {
    const items = Array.from({ length: 300 }, (_, i) => i);
    expect(sampleItems(items, 80, 3).slice(0, 50)).toEqual(sampleItems(items, 50, 3));
    expect(new Set(sampleItems(items, 80, 3)).size).toBe(80);
    expect(sampleItems([4, 5], 50, 3).toSorted((x, y) => x - y)).toEqual([4, 5]);
  });
});
