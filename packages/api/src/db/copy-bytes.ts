import type { SqlClient } from './connect.ts';

/** Signature, flags, and the length of an extension that no version has. */
const HEADER_BYTES = 19;
/** Number of values in a row, and length of the first. */
const ROW_HEADER_BYTES = 6;

/**
 * Reads a value of bytes from each row of a query as PostgreSQL keeps them.
 *
 * An ordinary answer spells every byte in two digits; decoding them takes three times as long, and keeps other requests
 * waiting meanwhile.
 *
 * @param query - SQL for one column of type bytea that is never null. COPY takes no parameters: see `quoteLiteral`.
 * @throws {Error} if the answer is cut off.
 * @see https://www.postgresql.org/docs/current/sql-copy.html#id-1.9.3.55.9.4 for the format
 * @example
 * const [members] = await copyBytes(sql, 'select members from cluster limit 1');
 */
export async function copyBytes(sql: SqlClient, query: string): Promise<Buffer[]> {
  const stream: AsyncIterable<Buffer> = await sql.unsafe(`copy (${query}) to stdout (format binary)`).readable();
  const values: Buffer[] = [];
  let unread: Buffer = Buffer.alloc(0);
  let isInRows = false;
  for await (const piece of stream) {
    unread = unread.length === 0 ? piece : Buffer.concat([unread, piece]);
    if (!isInRows && unread.length < HEADER_BYTES) continue;
    let at = isInRows ? 0 : HEADER_BYTES;
    isInRows = true;
    // After the last row stands −1 where a row has the number of its values.
    while (unread.length >= at + ROW_HEADER_BYTES && unread.readInt16BE(at) === 1) {
      const end = at + ROW_HEADER_BYTES + unread.readInt32BE(at + 2);
      if (unread.length < end) break;
      values.push(unread.subarray(at + ROW_HEADER_BYTES, end));
      at = end;
    }
    unread = unread.subarray(at);
  }
  if (unread.length !== 2 || unread.readInt16BE(0) !== -1) throw new Error('PostgreSQL cut its answer off.');
  return values;
}

/** A text as it stands in SQL. */
export function quoteLiteral(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
