import type { Command } from 'commander';
import { InvalidInputError } from '@understory/core';
import type { StartRunOptions } from '../run/start-run.ts';
import { startRun } from '../run/start-run.ts';
import { startWorker } from '../worker/start-worker.ts';
import type { Workspace } from '../workspace.ts';
import { findRun } from './find-run.ts';
import { followRun } from './follow-run.ts';
import { readRunOptions } from './read-run-options.ts';
import { EXIT_CODES, printResult, withWorkspace } from './with-workspace.ts';

interface RunCommandOptions {
  dataset?: string;
  summaryModel?: string;
  summariesFrom?: string;
  name?: string;
  set: string[];
  json: boolean;
}

/** `understory run`: one run from conversations to the map, watched until it ends. */
export function addRunCommand(program: Command): void {
  program
    .command('run')
    .description('Summarise, embed, cluster, name and project a dataset, and wait for the result.')
    .option('-d, --dataset <name>', 'dataset, as `understory import` named it')
    .option(
      '-m, --summary-model <name[@version]>',
      'summary model (default: generic), in its latest version by default',
    )
    .option('--summaries-from <run>', 'take the summaries of that run, computed or imported, and its conversations')
    .option('-n, --name <name>', "the run's name (default: summary model and version)")
    .option(
      '-s, --set <option=value>',
      'an option of the run, such as cluster.targetClusterSize=20 or seed=7; may be repeated',
      (value: string, earlier: string[]) => [...earlier, value],
      [],
    )
    .option('--json', 'print the run as JSON', false)
    .addHelpText(
      'after',
      '\nExit code 3: the run was cancelled. `understory options` lists the options with their defaults.',
    )
    .action(async (options: RunCommandOptions) => {
      await withWorkspace(async (workspace, logger) => {
        const inputs = await findInputs(workspace, options);
        const runOptions = readRunOptions(options.set);
        const worker = await startWorker(workspace, logger, () => process.exit(EXIT_CODES.failed));
        try {
          const started = await startRun(workspace, {
            ...inputs,
            name: options.name ?? null,
            options: runOptions,
          });
          const cancel = (): void =>
            void workspace.runs
              .end(started.id, 'cancelled')
              .then(() => workspace.events.announceCancellation(started.id));
          process.once('SIGINT', cancel);
          const run = await followRun(workspace, started);
          process.off('SIGINT', cancel);
          const result = { id: run.id, name: run.name, status: run.status, error: run.error };
          printResult(options.json, result, () =>
            run.status === 'completed'
              ? `${run.name}: completed. Look at it with\n  understory tree ${run.id.slice(0, 8)}\n  understory serve`
              : `${run.name}: ${run.status}${run.error === null ? '' : `: ${run.error}`}`,
          );
          if (run.status === 'failed') process.exitCode = EXIT_CODES.failed;
          if (run.status === 'cancelled') process.exitCode = EXIT_CODES.partial;
        } finally {
          await worker.stop();
        }
      });
    });
}

async function findInputs(
  workspace: Workspace,
  options: RunCommandOptions,
): Promise<Pick<StartRunOptions, 'datasetId' | 'summaryModelVersionId' | 'summariesFromRunId'>> {
  const { datasets, summaryModels } = workspace;
  if (options.summariesFrom !== undefined) {
    if (options.dataset !== undefined || options.summaryModel !== undefined) {
      throw new InvalidInputError('Expected --summaries-from without --dataset and --summary-model: the run has both.');
    }
    return { summariesFromRunId: (await findRun(workspace, options.summariesFrom)).id };
  }
  if (options.dataset === undefined) throw new InvalidInputError('Expected --dataset, or --summaries-from.');
  const dataset = await datasets.findByName(options.dataset);
  if (dataset === null) {
    const known = (await datasets.list()).map(({ name }) => name);
    throw new InvalidInputError(
      `There is no dataset "${options.dataset}". ` +
        (known.length === 0 ? 'Import one with `understory import FILE`.' : `There are: ${known.join(', ')}.`),
    );
  }
  const [, name = '', number] = /^(.*?)(?:@(\d+))?$/.exec(options.summaryModel ?? 'generic') ?? [];
  const model = await summaryModels.findByName(name);
  if (model === null) {
    const known = (await summaryModels.list()).map((each) => each.name).join(', ');
    throw new InvalidInputError(`There is no summary model "${name}". There are: ${known}.`);
  }
  const versions = await summaryModels.listVersionsOfModels([model.id]);
  const version = number === undefined ? versions.at(-1) : versions.find((each) => each.version === Number(number));
  if (version === undefined) throw new InvalidInputError(`The summary model "${name}" has no version ${number}.`);
  return { datasetId: dataset.id, summaryModelVersionId: version.id };
}
