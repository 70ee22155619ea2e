import type { Conversation } from '../conversation/conversation.ts';
import type { Summary } from './summary.ts';

/** Turns one conversation into one summary. What users iterate on. */
export interface SummaryModel {
  /** Who answers: `local`, `openai`, … */
  readonly provider: string;
  /** Which of the provider's models: `extractive`, `gpt-4o-mini`, … */
  readonly modelId: string;
  /** Everything that can change an answer (prompt, glossary, temperature, code version), as one string. */
  readonly fingerprint: string;
  /** How many conversations may be summarised at once. */
  readonly concurrency: number;

  /** @throws {InvalidInputError} if the conversation has no message. */
  summarise(conversation: Conversation, options?: { signal?: AbortSignal }): Promise<Summary>;
}
