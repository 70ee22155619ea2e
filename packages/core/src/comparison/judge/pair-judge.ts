import type { Message } from '../../conversation/conversation.ts';

/** What a summary is for, unless the user says otherwise. */
export const DEFAULT_PURPOSE =
  'Group conversations by what the user wants, so that product teams see what to build or fix.';

/** Two summaries of one conversation, without a word on where they come from. */
export interface BlindPair {
  chatId: string;
  messages: readonly Message[];
  /** The summary that is shown first. */
  first: string;
  second: string;
}

export type BlindChoice = 'first' | 'second' | 'tie';

export interface BlindVerdict {
  choice: BlindChoice;
  /** One or two sentences. */
  reason: string;
}

/** Says which of two summaries of a conversation serves a purpose better. */
export interface PairJudge {
  /** Who answers: `openai`, … */
  readonly provider: string;
  /** Which of the provider's models. */
  readonly modelId: string;
  /** Everything that can change a verdict, as one string. */
  readonly fingerprint: string;
  /** Questions under way at once. */
  readonly concurrency: number;

  /** @throws what the model's call throws; the caller records it and goes on. */
  judge(pair: BlindPair, options?: { signal?: AbortSignal }): Promise<BlindVerdict>;
}
