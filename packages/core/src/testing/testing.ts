/** Builders for tests of this package and of those that use it. */
export { buildConversation } from './build-conversation.ts';
export { buildSummary } from './build-summary.ts';
