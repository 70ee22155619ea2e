import DataLoader from 'dataloader';
import { BATCHED } from '../graphql/batched.ts';
import type { RunPlace, SummaryRepository } from './summary.repository.ts';
import type { Summary } from './summary.type.ts';

const keyOf = ({ runId, position }: RunPlace): string => `${runId}:${position}`;

/** Loaders of one request. */
export function createSummaryLoaders(summaries: SummaryRepository) {
  return {
    summaryAt: new DataLoader<RunPlace, Summary | null, string>(
      async (places) => {
        const byKey = new Map((await summaries.findAtPlaces(places)).map((found) => [keyOf(found), found]));
        return places.map((place) => byKey.get(keyOf(place)) ?? null);
      },
      { ...BATCHED, cacheKeyFn: keyOf },
    ),
    summariesOfConversation: new DataLoader<string, Summary[]>(async (ids) => {
      const found = await summaries.findOfConversations(ids);
      const byConversation = new Map(ids.map((id): [string, Summary[]] => [id, []]));
      for (const { conversationId, summary } of found) byConversation.get(conversationId)?.push(summary);
      return ids.map((id) => byConversation.get(id) ?? []);
    }, BATCHED),
  };
}
