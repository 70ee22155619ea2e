import { InvalidInputError, sampleItems } from '@understory/core';
import type { LoadedComparison } from '../comparison/load-comparison.ts';
import type { Context } from '../context.ts';
import type { SampleRemark } from '../db/judgement-schema.ts';
import type { NamedLevel } from './naming-levels.ts';
import { findReadPositions } from './naming-levels.ts';

/** Conversations for a naming test, and what a reader must know of them. */
export interface NamingSample {
  /** Places among the shared conversations. */
  places: number[];
  remarks: SampleRemark[];
}

/** @throws {InvalidInputError} if the runs share no conversation. */
export function drawPairs({ positions, a, b }: LoadedComparison, count: number, seed: number): number[] {
  if (positions.length === 0) {
    throw new InvalidInputError(`"${a.run.name}" and "${b.run.name}" have summaries of no conversation in common.`);
  }
  return sampleItems(positions.keys(), count, seed);
}

/**
 * Draws conversations that are in a cluster of both runs; first those that no language model read when it named the
 * clusters of these levels.
 *
 * @throws {InvalidInputError} if no conversation is in a cluster of both runs.
 */
export async function drawHeldOut(
  context: Context,
  loaded: LoadedComparison,
  levels: { a: NamedLevel; b: NamedLevel },
  { count, seed }: { count: number; seed: number },
): Promise<NamingSample> {
  const { a, b, positions } = loaded;
  const placed = [...positions.keys()].filter((place) => a.leaves[place] >= 0 && b.leaves[place] >= 0);
  if (placed.length === 0) {
    throw new InvalidInputError(`No conversation is in a cluster of both "${a.run.name}" and "${b.run.name}".`);
  }
  const read = {
    a: await findReadPositions(context, a.run, a.tree, levels.a),
    b: await findReadPositions(context, b.run, b.tree, levels.b),
  };
  const wasRead = (place: number): boolean =>
    (read.a?.has(positions[place]) ?? false) || (read.b?.has(positions[place]) ?? false);
  const heldOut = sampleItems(
    placed.filter((place) => !wasRead(place)),
    count,
    seed,
  );
  const rest = sampleItems(placed.filter(wasRead), count - heldOut.length, seed);
  const places = [...heldOut, ...rest];
  const remarks = (['a', 'b'] as const).map((side): SampleRemark => {
    const shown = read[side];
    if (shown !== null) {
      const seen = places.filter((place) => shown.has(positions[place])).length;
      const text =
        seen === 0
          ? `The language model that named {run}'s clusters read none of these ${places.length} conversations itself; it knows them from the names of smaller clusters at most.`
          : `The language model that named {run}'s clusters read ${seen} of these ${places.length} conversations itself: there are too few others.`;
      return { side, text };
    }
    return loaded[side].run.origin === 'computed'
      ? {
          side,
          text: "{run}'s names come from the keywords of all members, so no conversation was held out from them.",
        }
      : { side, text: '{run} was imported: nobody knows which conversations its names were made from.' };
  });
  return { places, remarks };
}
