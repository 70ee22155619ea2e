import type { Workspace } from '../../../packages/api/src/workspace.ts';

/** Every row of every table, the durable engine's too, as text. */
export async function dumpDatabase({ sql }: Workspace): Promise<string> {
  const tables = await sql<{ name: string }[]>`
    select format('%I.%I', schemaname, tablename) as name from pg_tables
    where schemaname not in ('pg_catalog', 'information_schema') order by 1`;
  const parts: string[] = [];
  for (const { name } of tables) {
    const [row] = await sql.unsafe(`select coalesce(string_agg(t::text, E'\\n'), '') as rows from ${name} t`);
    parts.push(`${name}\n${row?.rows}`);
  }
  return parts.join('\n');
}
