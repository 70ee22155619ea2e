import { describe, expect, it } from 'vitest';
import { InvalidInputError } from '../error/invalid-input-error.ts';
import type { Matrix } from '../math/matrix.ts';
import { createMatrix } from '../math/matrix.ts';
import { createRandom } from '../math/random.ts';
import type { NoiseFloor } from './noise-floor.ts';
import { measureNoiseFloor } from './noise-floor.ts';
import { reseedClusters } from './reseed-clusters.ts';

const N = 48;
const TOPICS = 6;
const D = 3;
const DRAWS = 100;
const RESEEDS = 5;

/** Overlapping topics, so that reseeding alone moves conversations. */
function embedTopics(topics: ArrayLike<number>, seed: number): Matrix {
  const random = createRandom(seed);
  const centres = Float32Array.from({ length: TOPICS * D }, () => random.normal());
  const points = createMatrix(topics.length, D);
  for (let i = 0; i < topics.length; i++) {
    for (let t = 0; t < D; t++) points.data[i * D + t] = centres[topics[i] * D + t] + 0.6 * random.normal();
  }
  return points;
}

const truth = Int32Array.from({ length: N }, (_, i) => i % TOPICS);

function reseed(topics: Int32Array, draw: number, run: string): Promise<Int32Array[]> {
  return reseedClusters(embedTopics(topics, draw), { key: `${run} ${draw}`, k: TOPICS, count: RESEEDS });
}

const draws = Array.from({ length: DRAWS }, (_, draw) => draw);
let reseedsOfA: Promise<Int32Array[][]> | undefined;

/** The noise floor of 100 pairs of runs: A has the true topics, B what becomes of them. */
async function drawPairs(change: (topics: Int32Array, draw: number) => Int32Array): Promise<NoiseFloor[]> {
  reseedsOfA ??= Promise.all(draws.map((draw) => reseed(truth, draw, 'a')));
  const a = await reseedsOfA;
  const floors: NoiseFloor[] = [];
  for (const draw of draws) {
    const reseedsB = await reseed(change(truth.slice(), draw), draw, 'b');
    floors.push(await measureNoiseFloor({ reseedsA: a[draw], reseedsB }, { cause: 'the summary model' }));
  }
  return floors;
}

const countDifferent = (floors: readonly NoiseFloor[]): number =>
  floors.filter(({ verdict }) => verdict === 'DIFFERENT').length;

describe('measureNoiseFloor', () => {
  it('calls at most 5 of 100 pairs of runs different that differ in their seed only', async () => {
    const floors = await drawPairs((topics) => topics);
    expect(countDifferent(floors)).toBeLessThanOrEqual(5);
    // Reseeding does change these clusters; otherwise there would be no noise to be mistaken for a difference.
    expect(floors.filter(({ verdict }) => verdict === 'WITHIN_NOISE').length).toBeGreaterThan(70);
  }, 20_000);

  it('calls at least 95 of 100 pairs different where a quarter of the conversations moved to another topic', async () => {
    const floors = await drawPairs((topics, draw) => {
      const random = createRandom(1000 + draw);
      return topics.map((topic) => (random.next() < 0.25 ? (topic + 1) % TOPICS : topic));
    });
    expect(countDifferent(floors)).toBeGreaterThanOrEqual(95);
  }, 20_000);

  it('calls at least 95 of 100 pairs different where two topics merged and another one split', async () => {
    const floors = await drawPairs((topics) =>
      topics.map((topic, i) => (topic === 1 ? 0 : topic === 2 && i % 12 < 6 ? 1 : topic)),
    );
    expect(countDifferent(floors)).toBeGreaterThanOrEqual(95);
  }, 20_000);

  const together = Int32Array.of(0, 0, 0, 1, 1, 1);
  const apart = Int32Array.of(0, 1, 2, 0, 1, 2);
  const nearlyTogether = Int32Array.of(0, 0, 1, 1, 1, 1);
  const repeat = (labels: Int32Array, count: number): Int32Array[] => Array.from({ length: count }, () => labels);

  it('says that the clusters are the same when no seed changes them', async () => {
    const floor = await measureNoiseFloor({ reseedsA: repeat(together, 5), reseedsB: repeat(together, 5) });
    expect(floor.verdict).toBe('SAME');
    expect(floor.pValue).toBe(1);
    expect(floor.adjustedRandIndex.zScore).toBeNull();
  });

  it('finds stable runs different by the one division of ten reseeds that parts them', async () => {
    const floor = await measureNoiseFloor(
      { reseedsA: repeat(together, 5), reseedsB: repeat(apart, 5) },
      { cause: 'the summary model' },
    );
    // 10! / (5! 5!) = 252 divisions; the real one and its mirror image are the only ones as extreme.
    expect(floor.pValue).toBeCloseTo(2 / 252, 12);
    expect(floor.sentence).toBe(
      // No pair is together in both; expected are 6 · 3 / 15 = 1.2 of at most (6 + 3) / 2 = 4.5: −1.2 / 3.3 = −0.36.
      'The two runs agree less (ARI -0.36) than reseeding either of them would (1.00): the summary model changed the clusters.',
    );
  });

  it('cannot tell with fewer than five reseeds', async () => {
    const floor = await measureNoiseFloor({ reseedsA: repeat(together, 4), reseedsB: repeat(apart, 4) });
    expect(floor.verdict).toBe('CANNOT_TELL');
    expect(floor.sentence).toContain('4 reseeds are too few');
  });

  it('cannot tell when one run agrees with itself no better than with the other', async () => {
    const unstable = [together, apart, nearlyTogether, together, apart, nearlyTogether];
    const floor = await measureNoiseFloor({ reseedsA: repeat(together, 6), reseedsB: unstable }, { significance: 1 });
    expect(floor.verdict).toBe('CANNOT_TELL');
    expect(floor.sentence).toContain('run B is the less stable one');
  });

  it('remarks that a stored partition is nothing like its reseeds', async () => {
    const floor = await measureNoiseFloor({
      reseedsA: repeat(together, 5),
      reseedsB: repeat(together, 5),
      storedA: apart,
      storedB: together,
    });
    expect(floor.adjustedRandIndex.stored).toBeCloseTo(-1.2 / 3.3, 12);
    expect(floor.remarks).toHaveLength(1);
    expect(floor.remarks[0]).toContain('stored clusters of run A');
  });

  it('refuses partitions of different conversations', async () => {
    const shorter = repeat(Int32Array.of(0, 1), 5);
    await expect(measureNoiseFloor({ reseedsA: repeat(together, 5), reseedsB: shorter })).rejects.toThrow(
      InvalidInputError,
    );
  });
});
