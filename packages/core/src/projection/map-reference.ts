/**
 * Another run's map, named by the fingerprints of its results: whose conversations they are, and where they stand. They
 * are part of the configuration of the run that is aligned to it, so its map is the same whatever becomes of that run.
 */
export interface MapReference {
  summary: string;
  projection: string;
}

/**
 * Names the map of a run, for the option `projection.alignTo` of another run over the same checkpoints.
 *
 * @param steps - of the run whose map is meant
 *
 * @example
 * const options = runOptionsSchema.parse({ projection: { alignTo: referToMap(pipelineA.steps) } });
 */
export function referToMap(steps: readonly { name: string; fingerprint: string }[]): MapReference {
  const fingerprintOf = (name: string): string => steps.find((step) => step.name === name)!.fingerprint;
  return { summary: fingerprintOf('summary'), projection: fingerprintOf('projection') };
}

/**
 * Another run's map in the order of this run's conversations.
 *
 * @param chatIds - this run's conversations
 * @param map - the other run's conversations, and x0, y0, … in their order
 * @returns x0, y0, … in the order of `chatIds`; NaN for a conversation that is not on that map.
 */
export function arrangeMap(
  chatIds: readonly string[],
  map: { chatIds: readonly string[]; positions: Float32Array },
): Float32Array {
  const placeOf = new Map(map.chatIds.map((chatId, place) => [chatId, place]));
  const arranged = new Float32Array(2 * chatIds.length).fill(Number.NaN);
  for (const [item, chatId] of chatIds.entries()) {
    const place = placeOf.get(chatId);
    if (place !== undefined) arranged.set(map.positions.subarray(2 * place, 2 * place + 2), 2 * item);
  }
  return arranged;
}
