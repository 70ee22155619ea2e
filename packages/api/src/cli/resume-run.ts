import type { Command } from 'commander';
import { resumeRun, retryFailures } from '../run/resume-run.ts';
import { executeRun, readBudget } from './execute-run.ts';
import { findRun } from './find-run.ts';
import { withWorkspace } from './with-workspace.ts';

/** `understory resume` and `understory retry`: go on with a run that stopped or that lacks items. */
export function addResumeCommands(program: Command): void {
  program
    .command('resume')
    .argument('<run>', 'id, its beginning, a name, or `latest`')
    .description('Go on with a run that paused: its budget did not last, or the model server refused the key.')
    .option('-b, --budget <dollars>', 'new budget of the whole run, what it has spent included')
    .option('--json', 'print the run as JSON', false)
    .action(async (reference: string, { budget, json }: { budget?: string; json: boolean }) => {
      await withWorkspace(async (workspace, logger) => {
        const { id } = await findRun(workspace, reference);
        await executeRun(workspace, logger, { start: () => resumeRun(workspace, id, readBudget(budget)), json });
      });
    });
  program
    .command('retry')
    .argument('<run>', 'id, its beginning, a name, or `latest`')
    .description('Repeat the items that the models of a run failed, and the steps after them.')
    .option('--json', 'print the run as JSON', false)
    .action(async (reference: string, { json }: { json: boolean }) => {
      await withWorkspace(async (workspace, logger) => {
        const { id } = await findRun(workspace, reference);
        await executeRun(workspace, logger, { start: () => retryFailures(workspace, id), json });
      });
    });
}
