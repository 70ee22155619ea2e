import { computed, type ComputedRef, type WritableComputedRef } from 'vue';
import { useUrlState } from '../ui/useUrlState.ts';

/** A limit that decides what a cluster counts as. */
export interface MatchThreshold {
  name: 'keptFrom' | 'insideAbove' | 'partFrom';
  label: string;
  explanation: string;
  lowest: number;
  highest: number;
  standard: number;
}

export const matchThresholds: MatchThreshold[] = [
  {
    name: 'keptFrom',
    label: 'Kept from',
    explanation: 'Jaccard index from which a pair counts as kept.',
    lowest: 0.05,
    highest: 1,
    standard: 0.5,
  },
  {
    name: 'insideAbove',
    label: 'Part of above',
    explanation: 'Share of a cluster of which more must be in another for it to be a part of that one.',
    lowest: 0.5,
    highest: 0.95,
    standard: 0.5,
  },
  {
    name: 'partFrom',
    label: 'Second part from',
    explanation: 'Share that a second part must hold for a cluster to count as split although most of it was kept.',
    lowest: 0,
    highest: 1,
    standard: 0.2,
  },
];

/** Reads a limit as it is typed; null for what is no number in its range. */
export function readThreshold(text: string, { lowest, highest }: MatchThreshold): number | null {
  const value = Number(text.trim().replace(',', '.'));
  return text.trim() !== '' && Number.isFinite(value) && value >= lowest && value <= highest ? value : null;
}

/** The limits as the address has them. */
export interface MatchThresholdState {
  texts: Record<MatchThreshold['name'], WritableComputedRef<string>>;
  /** As the API takes them; null while all are the standard ones. */
  options: ComputedRef<Partial<Record<MatchThreshold['name'], number>> | null>;
}

export function useMatchThresholds(): MatchThresholdState {
  const texts = {
    keptFrom: useUrlState('keptFrom', '0.5'),
    insideAbove: useUrlState('insideAbove', '0.5'),
    partFrom: useUrlState('partFrom', '0.2'),
  };
  const options = computed(() => {
    const changed = matchThresholds.flatMap((threshold) => {
      const value = readThreshold(texts[threshold.name].value, threshold);
      return value === null || value === threshold.standard ? [] : [[threshold.name, value] as const];
    });
    return changed.length === 0 ? null : Object.fromEntries(changed);
  });
  return { texts, options };
}
