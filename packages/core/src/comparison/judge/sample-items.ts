import { createRandom } from '../../math/random.ts';

/**
 * Draws items for a judge. A larger sample under the same seed holds every item of a smaller one, so what was judged
 * before need not be judged again.
 *
 * @param items - everything that may be drawn, in a fixed order.
 * @returns at most `count` of them, in the order in which they were drawn.
 */
export function sampleItems(items: Iterable<number>, count: number, seed: number): number[] {
  return createRandom(seed)
    .shuffle([...items])
    .slice(0, count);
}
