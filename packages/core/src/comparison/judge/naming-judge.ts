import type { Message } from '../../conversation/conversation.ts';

/** A cluster as its name and description present it. */
export interface Topic {
  name: string;
  description: string;
}

/** A conversation that is to be sorted into topics. */
export interface SortedConversation {
  chatId: string;
  messages: readonly Message[];
}

export interface Placement {
  /** Place of the topic among those given; null if none fits. */
  topic: number | null;
  /** One sentence. */
  reason: string;
}

/** Sorts conversations into topics, knowing nothing of a topic but its name and description. */
export interface NamingJudge {
  /** Who answers: `local`, `openai`, … */
  readonly provider: string;
  readonly modelId: string;
  /** Everything that can change a placement, as one string. */
  readonly fingerprint: string;
  /** Questions under way at once. */
  readonly concurrency: number;

  /** @throws what the model's call throws; the caller records it and goes on. */
  place(
    conversation: SortedConversation,
    topics: readonly Topic[],
    options?: { signal?: AbortSignal },
  ): Promise<Placement>;
}
