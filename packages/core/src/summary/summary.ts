import type { JsonObject } from '../json.ts';
import type { ConversationCut } from './prompted/cut-conversation.ts';

/**
 * What a summary model says of one conversation. A facet that the model did not fill is null.
 *
 * The facets are Kura's, so that its checkpoints can be read and written without loss.
 */
export interface Summary {
  chatId: string;
  /** At most two sentences; what is embedded, clustered and shown. */
  summary: string;
  /** What the user asks the assistant to do. */
  request: string | null;
  topic: string | null;
  /** Natural and programming languages, lower case English names: `["english", "python"]`. */
  languages: string[] | null;
  task: string | null;
  /** 1 (harmless) to 5 (urgent concern). */
  concerningScore: number | null;
  /** 1 (content) to 5 (extremely frustrated). */
  userFrustration: number | null;
  assistantErrors: string[] | null;
  /** The custom fields of a domain-specific summary model, by name. */
  fields: JsonObject;
  /** What the model did not get to read because the conversation was too long; null or absent if it read all of it. */
  cut?: ConversationCut | null;
}
