import { basename, resolve } from 'node:path';
import type { Command } from 'commander';
import { openKuraFolder } from '@understory/core';
import { importKuraCheckpoint } from '../kura-import/import-kura-checkpoint.ts';
import { printResult, withWorkspace } from './with-workspace.ts';

interface ImportKuraCommandOptions {
  dataset?: string;
  name?: string;
  conversations?: string;
  goldLabelKey?: string;
  json: boolean;
}

/** `understory import-kura`: a Kura checkpoint folder as a dataset and a finished run. */
export function addImportKuraCommand(program: Command): void {
  program
    .command('import-kura')
    .description(
      'Import a Kura checkpoint folder: its conversations as a dataset, its summaries, tree and map as a run.',
    )
    .argument(
      '<folder>',
      'holds conversations.jsonl, summaries.jsonl, meta_clusters.jsonl; clusters.jsonl and dimensionality.jsonl if there are any',
    )
    .option('-d, --dataset <name>', "dataset to add to; made if there is none (default: the folder's name)")
    .option('-n, --name <name>', "the run's name (default: the folder's name)")
    .option('-c, --conversations <file>', 'the conversations, for a folder that has none')
    .option('-g, --gold-label-key <key>', 'metadata key of a gold label; kept apart, no step of a run sees it')
    .option('--json', 'print the result as JSON', false)
    .addHelpText(
      'after',
      '\nA checkpoint is imported whole or not at all; faults are listed with file, line and field.' +
        '\nCluster its summaries again with `understory run --summaries-from RUN`.',
    )
    .action(async (folder: string, options: ImportKuraCommandOptions) => {
      const folderName = basename(resolve(folder));
      const sources = await openKuraFolder(folder, { conversationsFile: options.conversations ?? null });
      await withWorkspace(async (workspace) => {
        const dataset = options.dataset ?? folderName;
        const { run, isNew, conversations } = await importKuraCheckpoint(workspace, {
          sources,
          dataset,
          name: options.name ?? folderName,
          goldLabelKey: options.goldLabelKey ?? null,
        });
        const { rowCount, importedCount, alreadyThereCount } = conversations;
        const result = { id: run.id, name: run.name, isNew, dataset, rowCount, importedCount, alreadyThereCount };
        printResult(options.json, result, () =>
          [
            `${dataset}: ${rowCount} conversations read, ${importedCount} imported, ${alreadyThereCount} already there`,
            isNew
              ? `${run.name}: imported as a run. Look at it with\n  understory tree ${run.id.slice(0, 8)}`
              : `The same content was imported before, as the run "${run.name}" (${run.id.slice(0, 8)}); nothing was added.`,
          ].join('\n'),
        );
      });
    });
}
