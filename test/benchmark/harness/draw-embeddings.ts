import type { Matrix } from '../../../packages/core/src/math/matrix.ts';
import { createMatrix } from '../../../packages/core/src/math/matrix.ts';
import type { Random } from '../../../packages/core/src/math/random.ts';
import { createRandom } from '../../../packages/core/src/math/random.ts';

const DOMAINS = 30;
const POINTS_PER_TOPIC = 25;
/** Share of a point's squared length that its domain, its topic and it alone account for. */
const SHARES = { domain: 0.35, topic: 0.3, own: 0.35 };

/**
 * Unit vectors that behave like sentence embeddings: a seeded mixture in three layers.
 *
 * 30 domains; n / 25 topics, each in a domain, with sizes that fall like 1/√rank; each point is the sum of its
 * domain's, its topic's and its own direction, 35, 30 and 35 % of the squared length. All directions are normal with a
 * spectrum that falls like 1/√(component), as those of text embeddings do, so that distances do not concentrate.
 *
 * @returns shape (n, d), in random order.
 */
export function drawEmbeddings(n: number, d: number, seed: number): Matrix {
  const random = createRandom(seed);
  const topicCount = Math.max(2, Math.ceil(n / POINTS_PER_TOPIC));
  const domains = Array.from({ length: DOMAINS }, () => drawDirection(d, random));
  const topics = Array.from({ length: topicCount }, () => ({
    domain: domains[random.below(DOMAINS)],
    direction: drawDirection(d, random),
  }));
  const points = createMatrix(n, d);
  for (let i = 0; i < n; i++) {
    // The square of a uniform number falls below x with probability √x: topic ranks with density 1/√rank.
    const { domain, direction } = topics[Math.floor(topicCount * random.next() ** 2)];
    const own = drawDirection(d, random);
    let square = 0;
    for (let t = 0; t < d; t++) {
      const value =
        Math.sqrt(SHARES.domain) * domain[t] + Math.sqrt(SHARES.topic) * direction[t] + Math.sqrt(SHARES.own) * own[t];
      points.data[i * d + t] = value;
      square += value * value;
    }
    for (let t = 0; t < d; t++) points.data[i * d + t] /= Math.sqrt(square);
  }
  return points;
}

function drawDirection(d: number, random: Random): Float64Array {
  const direction = Float64Array.from({ length: d }, (_, t) => random.normal() / Math.sqrt(t + 1));
  const length = Math.hypot(...direction);
  return direction.map((value) => value / length);
}
