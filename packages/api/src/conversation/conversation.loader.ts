import DataLoader from 'dataloader';
import { BATCHED } from '../graphql/batched.ts';
import { createLoaderById } from '../graphql/load-by-id.ts';
import type { ConversationPlace, ConversationRepository } from './conversation.repository.ts';
import type { StoredConversation } from './conversation.type.ts';

const keyOf = ({ datasetId, position }: ConversationPlace): string => `${datasetId}:${position}`;

/** Loaders of one request. */
export function createConversationLoaders(conversations: ConversationRepository) {
  return {
    goldLabel: createLoaderById(conversations.findGoldLabels, (row) => row.conversationId),
    conversationAt: new DataLoader<ConversationPlace, StoredConversation | null, string>(
      async (places) => {
        const byKey = new Map((await conversations.findAtPlaces(places)).map((found) => [keyOf(found), found]));
        return places.map((place) => byKey.get(keyOf(place)) ?? null);
      },
      { ...BATCHED, cacheKeyFn: keyOf },
    ),
  };
}
