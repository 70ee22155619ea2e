import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';

const sample = resolve('packages/api/sample/conversations.jsonl');

/**
 * A file with the first conversations of the sample dataset and two bad rows after them: no JSON at all, and a
 * conversation without messages.
 *
 * @returns the file as a browser's file chooser takes it, and the lines of the two bad rows.
 */
export function writeConversations(count: number): {
  file: { name: string; mimeType: string; buffer: Buffer };
  badLines: number[];
} {
  const rows = readFileSync(sample, 'utf8').split('\n').slice(0, count);
  const bad = ['{"chat_id": "cut off', '{"chat_id":"x1","created_at":"2026-01-01T00:00:00Z","messages":[]}'];
  const buffer = Buffer.from(`${[...rows, ...bad].join('\n')}\n`);
  return {
    file: { name: 'help-desk.jsonl', mimeType: 'application/x-ndjson', buffer },
    badLines: [count + 1, count + 2],
  };
}
