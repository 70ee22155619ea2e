import type { SQL } from 'drizzle-orm';
import { and, asc, eq, gt, inArray, lt, sql } from 'drizzle-orm';
import type { Conversation } from '@understory/core';
import { InvalidInputError } from '@understory/core';
import type { Database } from '../db/connect.ts';
import { conversation, goldLabel } from '../db/schema.ts';
import type { Page } from '../graphql/connection.ts';
import { isUuid } from '../graphql/is-uuid.ts';
import type { StoredConversation } from './conversation.type.ts';

export type ConversationRepository = ReturnType<typeof createConversationRepository>;

/** A place in a dataset. */
export interface ConversationPlace {
  datasetId: string;
  position: number;
}

const PIPELINE_PAGE_SIZE = 2000;

/** Reads conversations. */
export function createConversationRepository(db: Database) {
  return {
    async find(id: string): Promise<StoredConversation | null> {
      if (!isUuid(id)) return null;
      const [found] = await db.select().from(conversation).where(eq(conversation.id, id));
      return found ?? null;
    },

    /** One more than the page holds, if there are more. `search` is found in the messages, in any case. */
    page(datasetId: string, page: Page, search: string | null): Promise<StoredConversation[]> {
      return db
        .select()
        .from(conversation)
        .where(
          and(
            eq(conversation.datasetId, datasetId),
            page.after === null ? undefined : gt(conversation.position, page.after),
            matches(search),
          ),
        )
        .orderBy(asc(conversation.position))
        .limit(page.limit + 1);
    },

    async count(datasetId: string, search: string | null): Promise<number> {
      return db.$count(conversation, and(eq(conversation.datasetId, datasetId), matches(search)));
    },

    findAtPlaces(places: readonly ConversationPlace[]): Promise<StoredConversation[]> {
      return db
        .select({
          id: conversation.id,
          datasetId: conversation.datasetId,
          chatId: conversation.chatId,
          position: conversation.position,
          createdAt: conversation.createdAt,
          messages: conversation.messages,
          metadata: conversation.metadata,
        })
        .from(conversation)
        .innerJoin(
          sql`unnest(${sql.param(places.map((place) => place.datasetId))}::uuid[],
            ${sql.param(places.map((place) => place.position))}::int[]) as place (dataset_id, position)`,
          sql`${conversation.datasetId} = place.dataset_id and ${conversation.position} = place.position`,
        );
    },

    /** Position of a conversation in its dataset; null if there is none of that chat id. */
    async findPosition(datasetId: string, chatId: string): Promise<number | null> {
      const [found] = await db
        .select({ position: conversation.position })
        .from(conversation)
        .where(and(eq(conversation.datasetId, datasetId), eq(conversation.chatId, chatId)));
      return found?.position ?? null;
    },

    findMany: (ids: readonly string[]): Promise<StoredConversation[]> =>
      db
        .select()
        .from(conversation)
        .where(inArray(conversation.id, ids.filter(isUuid))),

    /** Gold labels by conversation. For people and metrics; no step of a run may read them. */
    findGoldLabels: (conversationIds: readonly string[]): Promise<{ conversationId: string; label: string }[]> =>
      db
        .select()
        .from(goldLabel)
        .where(inArray(goldLabel.conversationId, [...conversationIds])),

    /** Gold labels of the first `count` conversations, by position. */
    listGoldLabels: (datasetId: string, count: number): Promise<{ position: number; label: string }[]> =>
      db
        .select({ position: conversation.position, label: goldLabel.label })
        .from(goldLabel)
        .innerJoin(conversation, eq(conversation.id, goldLabel.conversationId))
        .where(and(eq(conversation.datasetId, datasetId), lt(conversation.position, count)))
        .orderBy(asc(conversation.position)),

    /** The first `count` conversations as the pipeline takes them: in order, without gold labels. */
    async load(datasetId: string, count: number): Promise<Conversation[]> {
      const loaded: Conversation[] = [];
      while (loaded.length < count) {
        const page = await db
          .select({
            chatId: conversation.chatId,
            createdAt: conversation.createdAt,
            messages: conversation.messages,
            metadata: conversation.metadata,
          })
          .from(conversation)
          .where(
            and(
              eq(conversation.datasetId, datasetId),
              gt(conversation.position, loaded.length - 1),
              lt(conversation.position, Math.min(count, loaded.length + PIPELINE_PAGE_SIZE)),
            ),
          )
          .orderBy(asc(conversation.position));
        if (page.length === 0)
          throw new Error(`The dataset ${datasetId} has ${loaded.length} of ${count} conversations.`);
        loaded.push(...page);
      }
      return loaded;
    },

    /** Position of every chat id among the first `count` conversations. */
    async positionsByChatId(datasetId: string, count: number): Promise<Map<string, number>> {
      const rows = await db
        .select({ chatId: conversation.chatId, position: conversation.position })
        .from(conversation)
        .where(and(eq(conversation.datasetId, datasetId), lt(conversation.position, count)));
      return new Map(rows.map((row) => [row.chatId, row.position]));
    },
  };
}

function matches(search: string | null): SQL | undefined {
  if (search === null || search.trim() === '') return undefined;
  return sql`exists (
    select from jsonb_array_elements(${conversation.messages}) as message
    where message ->> 'content' ilike ${toPattern(search)})`;
}

/** As long as a text that is searched for by its embedding may be. */
const MAX_SEARCH_LENGTH = 10_000;

/**
 * A pattern for LIKE that finds the text itself, `%` and `_` included.
 *
 * @throws {InvalidInputError} if the text is too long to be searched for.
 */
export function toPattern(search: string): string {
  if (search.length > MAX_SEARCH_LENGTH) {
    throw new InvalidInputError(`search: expected at most ${MAX_SEARCH_LENGTH} characters, got ${search.length}.`);
  }
  return `%${search.trim().replace(/[\\%_]/g, '\\$&')}%`;
}
