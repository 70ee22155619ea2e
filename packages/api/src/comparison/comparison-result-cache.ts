import { LRUCache } from 'lru-cache';
import type { ComparisonPartName } from '../db/comparison-schema.ts';
import type { createComparisonRepository } from './comparison.repository.ts';
import type { ComparisonResult } from './comparison-results.ts';

/** Rows of matches and tags; some 100 MB. */
const MOST_ROWS = 250_000;

/** Results of completed parts, which do not change any more: a page asks for the same ones again and again. */
export interface ComparisonResultCache {
  /** @returns null until the part is completed. */
  find<P extends ComparisonPartName>(id: string, name: P): Promise<ComparisonResult<P> | null>;
}

/** Keeps the results that were asked for last. */
export function createComparisonResultCache(
  comparisons: Pick<ReturnType<typeof createComparisonRepository>, 'findResult'>,
): ComparisonResultCache {
  const kept = new LRUCache<string, object>({ maxSize: MOST_ROWS, sizeCalculation: countRows });
  return {
    async find<P extends ComparisonPartName>(id: string, name: P): Promise<ComparisonResult<P> | null> {
      const key = `${id} ${name}`;
      const known = kept.get(key) as ComparisonResult<P> | undefined;
      if (known !== undefined) return known;
      const found = await comparisons.findResult(id, name);
      if (found !== null) kept.set(key, found);
      return found;
    },
  };
}

/** Of the long lists in a result; a hundred for all that is short. */
function countRows(result: object): number {
  const lists = Object.values(result).flatMap((value: unknown) =>
    isRecord(value) ? [value, ...Object.values(value)] : [value],
  );
  return lists.reduce<number>((sum, list) => sum + (Array.isArray(list) ? list.length : 0), 100);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
