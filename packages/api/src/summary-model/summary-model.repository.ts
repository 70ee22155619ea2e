import { asc, eq, inArray } from 'drizzle-orm';
import type { Database } from '../db/connect.ts';
import { summaryModel, summaryModelVersion } from '../db/schema.ts';
import { isUuid } from '../graphql/is-uuid.ts';
import type { StoredSummaryModel, SummaryModelVersion } from './summary-model.type.ts';

export type SummaryModelRepository = ReturnType<typeof createSummaryModelRepository>;

/** Reads summary models. Versions are added by `createSummaryModel`. */
export function createSummaryModelRepository(db: Database) {
  return {
    list: (): Promise<StoredSummaryModel[]> =>
      db.select().from(summaryModel).orderBy(asc(summaryModel.createdAt), asc(summaryModel.name)),

    async find(id: string): Promise<StoredSummaryModel | null> {
      if (!isUuid(id)) return null;
      const [found] = await db.select().from(summaryModel).where(eq(summaryModel.id, id));
      return found ?? null;
    },

    async findByName(name: string): Promise<StoredSummaryModel | null> {
      const [found] = await db.select().from(summaryModel).where(eq(summaryModel.name, name));
      return found ?? null;
    },

    findMany: (ids: readonly string[]): Promise<StoredSummaryModel[]> =>
      db
        .select()
        .from(summaryModel)
        .where(inArray(summaryModel.id, [...ids])),

    async findVersion(id: string): Promise<SummaryModelVersion | null> {
      if (!isUuid(id)) return null;
      const [found] = await db.select().from(summaryModelVersion).where(eq(summaryModelVersion.id, id));
      return found ?? null;
    },

    findVersions: (ids: readonly string[]): Promise<SummaryModelVersion[]> =>
      db
        .select()
        .from(summaryModelVersion)
        .where(inArray(summaryModelVersion.id, [...ids])),

    /** All versions of the models, from first to last. */
    listVersionsOfModels: (modelIds: readonly string[]): Promise<SummaryModelVersion[]> =>
      db
        .select()
        .from(summaryModelVersion)
        .where(inArray(summaryModelVersion.summaryModelId, [...modelIds]))
        .orderBy(asc(summaryModelVersion.version)),
  };
}
