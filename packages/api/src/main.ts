import { Command } from 'commander';
import { addServeCommand } from './cli/serve.ts';
import { addWorkerCommand } from './cli/worker.ts';
import { EnvironmentError } from './env.ts';

const program = new Command('understory')
  .description('Shows what the users of an AI assistant ask for, and which way of summarising it shows it best.')
  .showHelpAfterError();
addServeCommand(program);
addWorkerCommand(program);

try {
  await program.parseAsync();
} catch (error) {
  const isExpected = error instanceof EnvironmentError || (error instanceof Error && 'code' in error.constructor);
  process.stderr.write(`${isExpected || !(error instanceof Error) ? messageOf(error) : (error.stack ?? error.message)}\n`);
  process.exitCode = 1;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
