import { createInterface } from 'node:readline/promises';
import type { Command } from 'commander';
import { InvalidInputError } from '@understory/core';
import { deleteDataset } from '../dataset/delete-dataset.ts';
import { EXIT_CODES, printResult, withWorkspace } from './with-workspace.ts';

/** `understory datasets` and `understory delete-dataset`. */
export function addDatasetCommands(program: Command): void {
  program
    .command('datasets')
    .description('List datasets, the newest first.')
    .option('--json', 'print them as JSON', false)
    .action(async ({ json }: { json: boolean }) => {
      await withWorkspace(async ({ datasets, runs }) => {
        const rows = await Promise.all(
          (await datasets.list()).map(async ({ id, name, conversationCount, goldLabelKey, createdAt }) => {
            return { id, name, conversationCount, runCount: await runs.count(id), goldLabelKey, createdAt };
          }),
        );
        printResult(json, rows, () =>
          rows.length === 0
            ? 'No datasets yet. Import one with `understory import FILE`.'
            : rows
                .map(
                  (row) =>
                    `${row.name}  ${row.conversationCount} conversations, ${row.runCount} ${row.runCount === 1 ? 'run' : 'runs'}`,
                )
                .join('\n'),
        );
      });
    });
  program
    .command('delete-dataset')
    .description('Delete a dataset with its conversations, its runs and their results.')
    .argument('<name>', 'the dataset, as `understory datasets` lists it')
    .option('-y, --yes', 'do not ask', false)
    .option('--json', 'print what was deleted as JSON', false)
    .action(async (name: string, { yes, json }: { yes: boolean; json: boolean }) => {
      await withWorkspace(async (workspace) => {
        const found = await workspace.datasets.findByName(name);
        if (found === null) {
          throw new InvalidInputError(`There is no dataset "${name}". \`understory datasets\` lists them.`);
        }
        const { id, conversationCount } = found;
        const deleted = { id, name, conversationCount, runCount: await workspace.runs.count(id) };
        const content = `${conversationCount} conversations and ${deleted.runCount} runs`;
        if (!yes && !(await confirm(`Delete "${name}" with ${content}?`))) {
          process.stdout.write('Nothing was deleted.\n');
          process.exitCode = EXIT_CODES.partial;
          return;
        }
        await deleteDataset(workspace, id);
        printResult(json, deleted, () => `${name}: deleted with ${content}`);
      });
    });
}

/** @throws {InvalidInputError} where nobody can be asked. */
async function confirm(question: string): Promise<boolean> {
  if (!process.stdin.isTTY) throw new InvalidInputError('Expected --yes, because there is nobody to ask.');
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return /^y(es)?$/i.test((await terminal.question(`${question} [y/N] `)).trim());
  } finally {
    terminal.close();
  }
}
