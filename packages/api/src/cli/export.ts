import { mkdir, readdir } from 'node:fs/promises';
import type { Command } from 'commander';
import { InvalidInputError } from '@understory/core';
import { expectExportable, exportRun } from '../export/export-run.ts';
import { findRun } from './find-run.ts';
import { printResult, withWorkspace } from './with-workspace.ts';

/** `understory export`: a finished run as a checkpoint folder with Kura's five files. */
export function addExportCommand(program: Command): void {
  program
    .command('export')
    .alias('export-kura')
    .description(
      "Write a run as Kura's five JSONL files (conversations, summaries, clusters, meta_clusters, dimensionality), " +
        'outliers.jsonl where the run leaves conversations out of its clusters, and curves.json where it chose its ' +
        'number of clusters or of levels.',
    )
    .argument('<run>', 'id, beginning of an id, name, or `latest`')
    .argument('<folder>', 'new or empty folder')
    .option('--force', 'write into a folder that is not empty', false)
    .option('--json', 'print what was written as JSON', false)
    .action(async (reference: string, folder: string, { force, json }: { force: boolean; json: boolean }) => {
      await withWorkspace(async (workspace) => {
        const run = await findRun(workspace, reference);
        expectExportable(run);
        await mkdir(folder, { recursive: true });
        if (!force && (await readdir(folder)).length > 0) {
          throw new InvalidInputError(`The folder "${folder}" is not empty. Use another one, or --force.`);
        }
        const written = { run: run.id, folder, files: await exportRun(workspace, run, folder) };
        printResult(json, written, () => `${run.name}: wrote ${written.files.join(', ')} to ${folder}`);
      });
    });
}
