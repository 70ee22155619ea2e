import type { AlignmentOptions } from './align-positions.ts';
import { findPlaneTransform, transformPositions } from './align-positions.ts';
import type { Projection } from './projection.ts';

/**
 * Turns, mirrors and shifts map B so that its conversations come as close as they can to where they are on map A, so
 * that two runs can be compared by eye. What B shows stays the same: nothing in it is bent.
 *
 * @param a - map of the same conversations, in the same order
 * @returns B in A's place, its clusters moved along.
 *
 * @example
 * const beside = alignProjection(await runA.result('projection'), await runB.result('projection'));
 */
export function alignProjection(a: Projection, b: Projection, options: AlignmentOptions = {}): Projection {
  const transform = findPlaneTransform(b.conversations, a.conversations, options);
  return {
    ...b,
    conversations: transformPositions(b.conversations, transform),
    clusters: transformPositions(b.clusters, transform),
  };
}
