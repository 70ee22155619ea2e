import { mkdir, readdir } from 'node:fs/promises';
import type { Command } from 'commander';
import { FolderCheckpointStore, InvalidInputError } from '@understory/core';
import { openPipeline } from '../worker/open-pipeline.ts';
import { findRun } from './find-run.ts';
import { printResult, withWorkspace } from './with-workspace.ts';

/** `understory export`: a finished run as a checkpoint folder with Kura's five files. */
export function addExportCommand(program: Command): void {
  program
    .command('export')
    .alias('export-kura')
    .description(
      "Write a run as Kura's five JSONL files (conversations, summaries, clusters, meta_clusters, dimensionality), " +
        'and outliers.jsonl where the run leaves conversations out of its clusters.',
    )
    .argument('<run>', 'id, beginning of an id, name, or `latest`')
    .argument('<folder>', 'new or empty folder')
    .option('--force', 'write into a folder that is not empty', false)
    .option('--json', 'print what was written as JSON', false)
    .action(async (reference: string, folder: string, { force, json }: { force: boolean; json: boolean }) => {
      await withWorkspace(async (workspace) => {
        const run = await findRun(workspace, reference);
        if (run.status !== 'completed' && run.status !== 'completed_with_failures') {
          throw new InvalidInputError(`The run "${run.name}" is ${run.status}; only a completed run can be exported.`);
        }
        await mkdir(folder, { recursive: true });
        if (!force && (await readdir(folder)).length > 0) {
          throw new InvalidInputError(`The folder "${folder}" is not empty. Use another one, or --force.`);
        }
        const { pipeline } = await openPipeline(workspace, run);
        // An imported run without coordinates has no projection step.
        const own = new Set((await workspace.runs.listSteps([run.id])).map((step) => step.name));
        const files = new FolderCheckpointStore(folder);
        await files.writeConversations(await workspace.conversations.load(run.datasetId, run.conversationCount));
        for (const { name, fingerprint } of pipeline.steps) {
          if (own.has(name)) await files.write(name, fingerprint, await pipeline.result(name));
        }
        const written = {
          run: run.id,
          folder,
          files: (await readdir(folder)).filter((file) => file.endsWith('.jsonl')),
        };
        printResult(json, written, () => `${run.name}: wrote ${written.files.join(', ')} to ${folder}`);
      });
    });
}
