import { createHash } from 'node:crypto';
import type { Conversation, Message } from './conversation.ts';

/** Past this many, only rows that are longer than the earlier ones are found: about 80 bytes each. */
const MAX_BOUNDARIES = 2_000_000;

/** Finds the conversation of which a row of a log is another turn. */
export interface RepeatedHistory {
  /**
   * Names the conversation a row belongs to, and remembers the row.
   *
   * @param ownId - the id in the row; preferred where several conversations begin with the same words.
   * @param nameNew - called if the row continues nothing that was seen.
   * @returns the id of an earlier row that the row begins with, or that begins with the row; else the new name.
   */
  identify(messages: readonly Message[], ownId: string | null, nameNew: () => string): string;
}

/**
 * Recognises rows that repeat the messages of earlier rows, as logs of requests to a chat model do: every request holds
 * the whole conversation up to then.
 *
 * A row continues an earlier one if it begins with all of that row's messages, at least one of them of the user and
 * one of the assistant; a row that an earlier one begins with is the same conversation too. What a conversation was
 * continued with counts from then on, so a regenerated answer or an edited question starts a conversation of its own, and
 * so do equal rows. System messages, empty messages and white space do not count: system prompts often hold the time.
 *
 * Holds hashes of 53 bits and ids, never messages.
 */
export function createRepeatedHistory(): RepeatedHistory {
  /** Ids by the hash of all that is known of a conversation; several where conversations are equal so far. */
  const idsByWhole = new Map<number, string | Set<string>>();
  const idByBoundary = new Map<number, string>();

  const takeContinued = (boundaries: readonly Boundary[], ownId: string | null): string | null => {
    for (const { hash } of boundaries.toReversed()) {
      const ids = idsByWhole.get(hash);
      if (ids === undefined) continue;
      if (typeof ids === 'string') {
        idsByWhole.delete(hash);
        return ids;
      }
      const [first] = ids;
      const id = ownId !== null && ids.has(ownId) ? ownId : first;
      ids.delete(id);
      if (ids.size === 0) idsByWhole.delete(hash);
      return id;
    }
    return null;
  };

  return {
    identify: (messages, ownId, nameNew) => {
      const boundaries = hashBoundaries(messages);
      const whole = boundaries.pop();
      if (whole === undefined) return nameNew();
      const isEqual = idsByWhole.has(whole.hash);
      const longer = isEqual ? undefined : idByBoundary.get(whole.hash);
      if (longer !== undefined) return longer;
      const id = (isEqual ? null : takeContinued(boundaries, ownId)) ?? nameNew();
      const ids = idsByWhole.get(whole.hash);
      if (ids === undefined) idsByWhole.set(whole.hash, id);
      else if (typeof ids === 'string') idsByWhole.set(whole.hash, new Set([ids, id]));
      else ids.add(id);
      for (const { hash, role } of boundaries) {
        // The rows of one log end with the same speaker; where none ends, nothing need be remembered.
        if (role === whole.role && idByBoundary.size < MAX_BOUNDARIES) idByBoundary.set(hash, id);
      }
      return id;
    },
  };
}

/**
 * Joins what two rows say of one conversation, where one of them begins with all messages of the other.
 *
 * @returns the messages of the longer row, the time of the earlier, and the metadata of both, the longer row's first;
 *   `isLonger` says whether `row` is it. Null if neither begins with the other.
 *
 * @example
 * joinRepeated(stored, row)?.conversation.messages.length;
 */
export function joinRepeated(
  known: Conversation,
  row: Conversation,
): { conversation: Conversation; isLonger: boolean } | null {
  const knownTurns = known.messages.filter(isCompared).map(toComparable);
  const turns = row.messages.filter(isCompared).map(toComparable);
  const sharedCount = Math.min(knownTurns.length, turns.length);
  if (sharedCount === 0 || turns.slice(0, sharedCount).some((turn, index) => turn !== knownTurns[index])) return null;
  const isLonger = turns.length > knownTurns.length;
  const [shorter, longer] = isLonger ? [known, row] : [row, known];
  return {
    conversation: {
      chatId: known.chatId,
      createdAt: findEarlier(known.createdAt, row.createdAt),
      messages: longer.messages,
      metadata: { ...shorter.metadata, ...longer.metadata },
    },
    isLonger,
  };
}

interface Boundary {
  /** Of all messages up to here. */
  hash: number;
  role: Message['role'];
}

/** The places between messages at which an earlier row may have ended, the end of this one last. */
function hashBoundaries(messages: readonly Message[]): Boundary[] {
  const hash = createHash('sha256');
  const seen = new Set<Message['role']>();
  return messages.filter(isCompared).flatMap((message) => {
    hash.update(toComparable(message));
    seen.add(message.role);
    if (!seen.has('user') || !seen.has('assistant')) return [];
    const digest = hash.copy().digest();
    return [{ hash: digest.readUInt32BE(0) * 2 ** 21 + (digest.readUInt32BE(4) >>> 11), role: message.role }];
  });
}

function isCompared({ role, content }: Message): boolean {
  return role !== 'system' && content.trim() !== '';
}

function toComparable({ role, content }: Message): string {
  return JSON.stringify([role, content.trim().replace(/\s+/g, ' ')]);
}

function findEarlier(a: string | null, b: string | null): string | null {
  if (a === null || b === null) return a ?? b;
  return Date.parse(b) < Date.parse(a) ? b : a;
}
