import type { JsonObject } from '../../json.ts';
import type { Message } from '../conversation.ts';

/** What one row of a log says of a conversation. */
export interface LogRow {
  /** The log's own id of the conversation; null where it has none. */
  id: string | null;
  /** Whether the id may be that of one request, so that another row of the conversation has another. */
  isRequestId: boolean;
  /** Whether the row may be a part only: rows of the same id then belong to one conversation. */
  isPart: boolean;
  /** ISO 8601 instant, or null where the row has none that can be read. */
  createdAt: string | null;
  messages: Message[];
  metadata: JsonObject;
}

/** One way in which conversations are logged. */
export interface LogShape {
  /** What the rows are, in plain words, as the import report says it. */
  name: string;
  /** Whether a row is of this shape, by its keys. */
  matches(row: Record<string, unknown>): boolean;
  /** @throws {FieldFault} with the path of what cannot be read. */
  read(row: Record<string, unknown>): LogRow;
}
