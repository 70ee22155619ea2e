import { createReadStream } from 'node:fs';
import type { Conversation } from '../../../packages/core/src/index.ts';
import { readConversations } from '../../../packages/core/src/index.ts';

export interface LabelledLog {
  /** Without the label, as the importer hands them on. */
  conversations: Conversation[];
  /** Number of each conversation's label, −1 where it has none. */
  gold: Int32Array;
  labelCount: number;
}

/** Reads a log of any shape that can be imported and takes a key of their metadata apart as the gold label. */
export async function readLabelledLog(file: string | URL, key: string): Promise<LabelledLog> {
  const conversations: Conversation[] = [];
  const gold: number[] = [];
  const numbers = new Map<unknown, number>();
  for await (const row of readConversations(createReadStream(file))) {
    if (!('conversation' in row)) throw new Error(`Line ${row.line}: ${row.reason}`);
    const { [key]: label, ...metadata } = row.conversation.metadata;
    if (label !== undefined && !numbers.has(label)) numbers.set(label, numbers.size);
    gold.push(numbers.get(label) ?? -1);
    conversations.push({ ...row.conversation, metadata });
  }
  return { conversations, gold: Int32Array.from(gold), labelCount: numbers.size };
}
