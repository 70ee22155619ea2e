import type { AgreementFloor, Verdict } from './noise-floor.ts';

export interface VerdictContext {
  pValue: number;
  significance: number;
  /** Whether there are enough reseeds for a p-value as low as `significance`. */
  isTestable: boolean;
  /** Reseeds per run, the smaller number. */
  reseeds: number;
  cause: string;
}

/** Draws the conclusion from a noise floor, and says it with its numbers. */
export function writeVerdict(
  { across, withinA, withinB }: Pick<AgreementFloor, 'across' | 'withinA' | 'withinB'>,
  { pValue, significance, isTestable, reseeds, cause }: VerdictContext,
): { verdict: Verdict; sentence: string } {
  const lower = Math.min(withinA.mean, withinB.mean);
  const higher = Math.max(withinA.mean, withinB.mean);
  const range = format(lower) === format(higher) ? format(lower) : `${format(lower)}–${format(higher)}`;
  const own = `ARI ${format(across.mean)}`;

  if (Math.min(across.lowest, withinA.lowest, withinB.lowest) === 1) {
    return {
      verdict: 'SAME',
      sentence: `Both runs give the same clusters under every seed (ARI 1): ${cause} did not change them.`,
    };
  }
  if (!isTestable) {
    return {
      verdict: 'CANNOT_TELL',
      sentence: `The two runs agree at ${own}, reseeding either of them gives ${range}; ${reseeds} reseeds are too few to tell whether that is more than noise (use 5 or more).`,
    };
  }
  if (pValue > significance) {
    return {
      verdict: 'WITHIN_NOISE',
      sentence: `The two runs agree (${own}) as much as reseeding either of them would (${range}): nothing shows that ${cause} changed the clusters.`,
    };
  }
  if (across.mean < lower) {
    return {
      verdict: 'DIFFERENT',
      sentence: `The two runs agree less (${own}) than reseeding either of them would (${range}): ${cause} changed the clusters.`,
    };
  }
  const [unstable, stable] = withinA.mean < withinB.mean ? ['A', 'B'] : ['B', 'A'];
  return {
    verdict: 'CANNOT_TELL',
    sentence: `The two runs agree (${own}) less than run ${stable} reseeded (${format(higher)}) but no less than run ${unstable} reseeded (${format(lower)}): run ${unstable} is the less stable one, and its own noise hides whether ${cause} changed the clusters otherwise.`,
  };
}

/** Says where a run's stored partition agrees with its reseeds less than any two of the reseeds with each other. */
export function writeRemarks({ withinA, withinB, storedWithReseedsA, storedWithReseedsB }: AgreementFloor): string[] {
  const runs = [
    { name: 'A', within: withinA, stored: storedWithReseedsA },
    { name: 'B', within: withinB, stored: storedWithReseedsB },
  ];
  return runs.flatMap(({ name, within, stored }) =>
    stored === null || stored.highest >= within.lowest
      ? []
      : `The stored clusters of run ${name} agree with its reseeds at ARI ${format(stored.mean)} only, the reseeds among themselves at ${format(within.mean)}: the stored ones come from other embeddings or another method, and the verdict is about the reseeds.`,
  );
}

/** Two digits, as all agreement is shown; a third where two runs would look equal is not worth reading. */
function format(value: number): string {
  return value.toFixed(2);
}
