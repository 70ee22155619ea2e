import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';

const sample = resolve('packages/api/sample/conversations.jsonl');

/**
 * Writes the first conversations of the sample dataset to a file, with two bad rows after them: no JSON at all, and a
 * conversation without messages.
 *
 * @returns the file, and the lines of the two bad rows.
 */
export function writeConversations(count: number): { path: string; badLines: number[] } {
  const rows = readFileSync(sample, 'utf8').split('\n').slice(0, count);
  const path = join(mkdtempSync(join(tmpdir(), 'understory-e2e-file-')), 'help-desk.jsonl');
  writeFileSync(
    path,
    [...rows, '{"chat_id": "cut off', '{"chat_id":"x1","created_at":"2026-01-01T00:00:00Z","messages":[]}', ''].join(
      '\n',
    ),
  );
  return { path, badLines: [count + 1, count + 2] };
}
