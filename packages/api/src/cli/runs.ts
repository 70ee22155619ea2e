import type { Command } from 'commander';
import { runOptionsSchema } from '@understory/core';
import { printResult, withWorkspace } from './with-workspace.ts';

/** `understory runs` and `understory options`: what there is, and what a run may choose. */
export function addListCommands(program: Command): void {
  program
    .command('runs')
    .description('List runs, the newest first.')
    .option('--limit <count>', 'how many', '20')
    .option('--json', 'print them as JSON', false)
    .action(async ({ limit, json }: { limit: string; json: boolean }) => {
      await withWorkspace(async ({ runs, datasets }) => {
        const page = await runs.page(null, { limit: Math.max(1, Number(limit) || 20), after: null });
        const names = new Map(
          (await datasets.findMany(page.map((run) => run.datasetId))).map((each) => [each.id, each.name]),
        );
        const rows = page.slice(0, Number(limit) || 20).map((run) => ({
          id: run.id,
          name: run.name,
          dataset: names.get(run.datasetId) ?? '',
          status: run.status,
          conversationCount: run.conversationCount,
          createdAt: run.createdAt,
        }));
        printResult(json, rows, () =>
          rows.length === 0
            ? 'No runs yet. Start one with `understory run --dataset NAME`.'
            : rows
                .map(
                  (row) =>
                    `${row.id}  ${row.status.padEnd(9)}  ${row.dataset}  ${row.name}  (${row.conversationCount})`,
                )
                .join('\n'),
        );
      });
    });
  program
    .command('options')
    .description('Print the options of a run with their defaults.')
    .option('--json', 'print them as JSON, which is also what is printed without it', false)
    .action(() => printResult(true, runOptionsSchema.parse({}), () => ''));
}
