import { createRandom } from '../../../packages/core/src/math/random.ts';

const TASKS = ['export', 'delete', 'rename', 'share', 'archive', 'restore', 'print', 'merge'];
const OBJECTS = ['invoices', 'reports', 'contacts', 'calendars', 'folders', 'comments', 'charts', 'receipts'];
const DEVICES = ['tablet', 'laptop', 'phone', 'watch', 'terminal', 'printer', 'scanner', 'kiosk'];
const PLACES = ['warehouse', 'office', 'airport', 'school', 'hospital', 'kitchen', 'workshop', 'library'];

/** The devices as a glossary: a summary model that names them groups by them. */
export const DEVICE_GLOSSARY = DEVICES.map((name) => ({ name, aliases: [] }));

/**
 * Conversations that can be grouped by what is asked or by the device it is asked on; neither tells of the other.
 *
 * Kura JSONL, with what is asked as the gold label `intent`.
 */
export function writeCrossedConversations(count: number, seed = 5): string {
  const random = createRandom(seed);
  const pick = (words: readonly string[]): string => words[random.below(words.length)]!;
  return Array.from({ length: count }, (_, number) => {
    const task = pick(TASKS);
    const content = `How can I ${task} the ${pick(OBJECTS)} of my ${pick(OBJECTS)}? I work on a ${pick(DEVICES)} in the ${pick(PLACES)}.`;
    return JSON.stringify({
      chat_id: `crossed-${number}`,
      created_at: '2026-01-05T09:30:00Z',
      messages: [{ role: 'user', content, created_at: '2026-01-05T09:30:00Z' }],
      metadata: { intent: task },
    });
  }).join('\n');
}
