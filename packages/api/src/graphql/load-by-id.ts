import DataLoader from 'dataloader';
import { BATCHED } from './batched.ts';

/**
 * A loader of things by a key of their own: all keys asked for in one turn go into one statement.
 *
 * @param find - may leave keys out and give any order.
 */
export function createLoaderById<T>(
  find: (ids: readonly string[]) => Promise<T[]>,
  idOf: (item: T) => string,
): DataLoader<string, T | null> {
  return new DataLoader(async (ids) => {
    const byId = new Map((await find(ids)).map((item) => [idOf(item), item]));
    return ids.map((id) => byId.get(id) ?? null);
  }, BATCHED);
}

/** A loader of lists: what belongs to each key, in the order found. */
export function createListLoader<T>(
  find: (ids: readonly string[]) => Promise<T[]>,
  ownerOf: (item: T) => string,
): DataLoader<string, T[]> {
  return new DataLoader(async (ids) => {
    const byOwner = new Map<string, T[]>();
    for (const item of await find(ids)) {
      const owner = ownerOf(item);
      const owned = byOwner.get(owner);
      if (owned === undefined) byOwner.set(owner, [item]);
      else owned.push(item);
    }
    return ids.map((id) => byOwner.get(id) ?? []);
  }, BATCHED);
}

/**
 * The item of a loader, when the database guarantees that there is one.
 *
 * @throws {Error} if it was deleted in the meantime.
 */
export async function loadExisting<T>(loader: DataLoader<string, T | null>, id: string): Promise<T> {
  const found = await loader.load(id);
  if (found === null) throw new Error(`${id} was deleted while it was being read.`);
  return found;
}
