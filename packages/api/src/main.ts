import { Command } from 'commander';
import { addCacheCommand } from './cli/cache.ts';
import { addCompareCommand } from './cli/compare.ts';
import { addDatasetCommands } from './cli/datasets.ts';
import { addDemoCommand } from './cli/demo.ts';
import { addExportCommand } from './cli/export.ts';
import { addJudgeCommands } from './cli/judge.ts';
import { addImportCommand } from './cli/import.ts';
import { addImportKuraCommand } from './cli/import-kura.ts';
import { addOutlierCommands } from './cli/outliers.ts';
import { addPreviewCommand } from './cli/preview.ts';
import { addResumeCommands } from './cli/resume-run.ts';
import { addRunCommand } from './cli/run.ts';
import { addListCommands } from './cli/runs.ts';
import { addSearchCommands } from './cli/search.ts';
import { addServeCommand } from './cli/serve.ts';
import { addSummaryModelCommands } from './cli/summary-model.ts';
import { addTreeCommand } from './cli/tree.ts';
import { EXIT_CODES } from './cli/with-workspace.ts';
import { addWorkerCommand } from './cli/worker.ts';
import { isProductError } from './format-error.ts';

// The durable engine's PostgreSQL driver warns of a change in its next version; users can do nothing about it.
process.noDeprecation = true;

const program = new Command('understory')
  .description('Shows what the users of an AI assistant ask for, and which way of summarising it shows it best.')
  .showHelpAfterError('(add --help to the command to see what it takes)')
  .addHelpText(
    'after',
    `
Data is kept in the folder UNDERSTORY_HOME (default: the platform's data folder; a relative path is taken from the
current folder), or in the database at DATABASE_URL.
Exit codes: 0 done, 1 failed, 2 wrong usage or input, 3 done, but something was left out.`,
  )
  .exitOverride((error) => process.exit(error.exitCode === 0 ? EXIT_CODES.done : EXIT_CODES.badInput));
addDemoCommand(program);
addImportCommand(program);
addImportKuraCommand(program);
addDatasetCommands(program);
addSummaryModelCommands(program);
addPreviewCommand(program);
addRunCommand(program);
addResumeCommands(program);
addListCommands(program);
addTreeCommand(program);
addOutlierCommands(program);
addSearchCommands(program);
addCompareCommand(program);
addJudgeCommands(program);
addExportCommand(program);
addCacheCommand(program);
addServeCommand(program);
addWorkerCommand(program);

try {
  await program.parseAsync();
} catch (error) {
  if (isProductError(error)) {
    process.stderr.write(`${error.message}\n`);
    process.exitCode = EXIT_CODES.badInput;
  } else {
    process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
    process.exitCode = EXIT_CODES.failed;
  }
}
