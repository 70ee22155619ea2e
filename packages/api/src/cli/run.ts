import type { Command } from 'commander';
import { InvalidInputError } from '@understory/core';
import type { Run } from '../run/run.type.ts';
import type { StartRunOptions } from '../run/start-run.ts';
import { startRun } from '../run/start-run.ts';
import type { Workspace } from '../workspace.ts';
import { executeRun, readBudget } from './execute-run.ts';
import { findRun } from './find-run.ts';
import { findSummaryModelVersion } from './find-summary-model-version.ts';
import { readRunOptions } from './read-run-options.ts';
import { withWorkspace } from './with-workspace.ts';

interface RunCommandOptions {
  dataset?: string;
  summaryModel?: string;
  summariesFrom?: string;
  alignTo?: string;
  name?: string;
  budget?: string;
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
    .option('--align-to <run>', 'draw the map so that it can be compared with that of this run by eye')
    .option('-n, --name <name>', "the run's name (default: its number, summary model and changed options)")
    .option(
      '-s, --set <option=value>',
      'an option of the run, such as cluster.targetClusterSize=20 or seed=7; may be repeated',
      (value: string, earlier: string[]) => [...earlier, value],
      [],
    )
    .option('-b, --budget <dollars>', 'pause before the model calls cost more')
    .option('--json', 'print the run as JSON', false)
    .addHelpText(
      'after',
      '\nExit code 3: the run was cancelled, paused, or completed without some items. `understory options` lists the options with their defaults.',
    )
    .action(async (options: RunCommandOptions) => {
      await withWorkspace(async (workspace, logger) => {
        const inputs = await findInputs(workspace, options);
        const runOptions = readRunOptions(options.set);
        const budgetDollars = readBudget(options.budget);
        const alignToRunId = options.alignTo === undefined ? null : (await findRun(workspace, options.alignTo)).id;
        const start = (): Promise<Run> =>
          startRun(workspace, {
            ...inputs,
            alignToRunId,
            name: options.name ?? null,
            budgetDollars,
            options: runOptions,
          });
        await executeRun(workspace, logger, { start, json: options.json });
      });
    });
}

async function findInputs(
  workspace: Workspace,
  options: RunCommandOptions,
): Promise<Pick<StartRunOptions, 'datasetId' | 'summaryModelVersionId' | 'summariesFromRunId'>> {
  const { datasets } = workspace;
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
  const version = await findSummaryModelVersion(workspace, options.summaryModel ?? 'generic');
  return { datasetId: dataset.id, summaryModelVersionId: version.id };
}
