import { createHash } from 'node:crypto';

/** The hash of a dataset without conversations. */
export const EMPTY_CONTENT_HASH = createHash('sha256').digest('hex');

/** The hash of a dataset with one conversation more: chained, so that it covers the order and needs no second pass. */
export function extendContentHash(contentHash: string, chatId: string, conversationHash: string): string {
  return createHash('sha256')
    .update(JSON.stringify([contentHash, chatId, conversationHash]))
    .digest('hex');
}
