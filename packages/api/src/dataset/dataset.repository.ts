import { asc, desc, eq, inArray } from 'drizzle-orm';
import type { Database } from '../db/connect.ts';
import { dataset } from '../db/schema.ts';
import { isUuid } from '../graphql/is-uuid.ts';
import type { Dataset } from './dataset.type.ts';

export type DatasetRepository = ReturnType<typeof createDatasetRepository>;

/** Reads datasets. Conversations are added by `importConversations`. */
export function createDatasetRepository(db: Database) {
  return {
    /** Newest first. */
    list: (): Promise<Dataset[]> => db.select().from(dataset).orderBy(desc(dataset.createdAt), asc(dataset.name)),

    async find(id: string): Promise<Dataset | null> {
      if (!isUuid(id)) return null;
      const [found] = await db.select().from(dataset).where(eq(dataset.id, id));
      return found ?? null;
    },

    async findByName(name: string): Promise<Dataset | null> {
      const [found] = await db.select().from(dataset).where(eq(dataset.name, name));
      return found ?? null;
    },

    findMany: (ids: readonly string[]): Promise<Dataset[]> =>
      db
        .select()
        .from(dataset)
        .where(inArray(dataset.id, [...ids])),
  };
}
