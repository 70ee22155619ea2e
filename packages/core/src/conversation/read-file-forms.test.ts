import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import type { ReadConversation } from './read-conversations.ts';
import { readConversations } from './read-conversations.ts';
import type { RejectedRow } from './read-kura-jsonl.ts';

async function* inChunks(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

async function read(file: string | Uint8Array, chunkSize = 7): Promise<(ReadConversation | RejectedRow)[]> {
  const bytes = typeof file === 'string' ? new TextEncoder().encode(file) : file;
  const rows: (ReadConversation | RejectedRow)[] = [];
  for await (const row of readConversations(inChunks(bytes, chunkSize))) rows.push(row);
  return rows;
}

const asked = { role: 'user', content: 'How do I rotate a key?' };

test('a list over many lines, gzip and UTF-16 hold the same conversations', async () => {
  const rows = ['a', 'b'].map((chat_id) => ({ chat_id, messages: [{ ...asked, content: `"[{ ${chat_id} \\ ü` }] }));
  const list = JSON.stringify(rows, null, 2);
  const expected = await read(rows.map((row) => JSON.stringify(row)).join('\n'));
  const ofList = await read(list);
  const withoutLine = (items: typeof expected): object[] => items.map((item) => ({ ...item, line: 0 }));
  expect(withoutLine(ofList)).toEqual(withoutLine(expected));
  expect(ofList.map(({ line }) => line)).toEqual([2, 11]);
  expect(await read(gzipSync(list))).toEqual(ofList);
  expect(await read(Buffer.from(`\uFEFF${list}`, 'utf16le'))).toEqual(ofList);
  expect(withoutLine(await read(rows.map((row) => JSON.stringify(row, null, 1)).join('\n')))).toEqual(
    withoutLine(expected),
  );
});

test('a list that is cut off or has a faulty row gives the whole rows before and after', async () => {
  const whole = JSON.stringify({ messages: [asked] });
  const rows = await read(`[${whole},\n{"messages": oops},\n${whole},\n{"messages": [`);
  expect(rows.map((row) => ('conversation' in row ? 'read' : `line ${row.line}`))).toEqual([
    'read',
    'line 2',
    'read',
    'line 4',
  ]);
});

test('a file of another kind is refused as a whole, with what to do', async () => {
  await expect(read(new Uint8Array([0x50, 0x41, 0x52, 0x31, 1]))).rejects.toThrow(
    'a Parquet file. Write it as JSON lines first',
  );
  await expect(read(new Uint8Array([0x50, 0x4b, 3, 4]))).rejects.toThrow('a ZIP archive or an Excel file');
  await expect(read(gzipSync('{"messages": []}').subarray(0, 20))).rejects.toThrow('damaged or cut off');
});

test('text that is not in UTF-8 is refused with its line and what to do', async () => {
  const question = 'question,answer\n"Where?\nHere",x\n';
  const csv = Buffer.from(`${question}M\u00fcll,x\nWhy?,x\n`, 'latin1');
  for (const size of [1, 7, 64]) {
    await expect(read(csv, size)).rejects.toThrow(
      /CSV in UTF-8; line 4 has other bytes.*save the file as "CSV UTF-8".*iconv -f/,
    );
  }
  // The names of the columns, and a letter that is cut off at the end.
  await expect(read(Buffer.from('Frage,Gr\u00f6\u00dfe\nWo?,x', 'latin1'))).rejects.toThrow('line 1 has other bytes');
  await expect(read(Buffer.from(`${question}Why?,M\u00fc`).subarray(0, -1))).rejects.toThrow('line 4 has other bytes');
  const json = Buffer.from(`${JSON.stringify({ messages: [asked] })}\n{"prompt": "M\u00fcll"}`, 'latin1');
  expect(await read(json)).toMatchObject([{ line: 1 }, { line: 2, reason: expect.stringContaining('iconv -f') }]);
});

test('a row beyond the limit is skipped to its end', async () => {
  const small = JSON.stringify({ messages: [asked] });
  const large = JSON.stringify({ messages: [{ role: 'user', content: 'x'.repeat(500) }] });
  for (const file of [`${large}\n${small}`, `[${large},\n${small}]`]) {
    const rows: unknown[] = [];
    for await (const row of readConversations(inChunks(new TextEncoder().encode(file), 64), { maxRowBytes: 200 }))
      rows.push(row);
    expect(rows).toMatchObject([{ line: 1, reason: 'expected a row of at most 200 bytes' }, { line: 2 }]);
  }
});
