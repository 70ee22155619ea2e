import type { Command } from 'commander';
import { InvalidInputError } from '@understory/core';
import { retryJudging } from '../judgement/resume-judging.ts';
import type { JudgingInput } from '../judgement/start-judging.ts';
import { startNamingTest, startPairJudging } from '../judgement/start-judging.ts';
import type { Context } from '../context.ts';
import type { StoredSession } from '../judgement/judgement.repository.ts';
import type { Workspace } from '../workspace.ts';
import { readBudget } from './execute-run.ts';
import { findRun } from './find-run.ts';
import { executeJudging } from './follow-judging.ts';
import { withWorkspace } from './with-workspace.ts';

interface JudgeCommandOptions {
  purpose?: string;
  count?: string;
  seed?: string;
  model?: string;
  budget?: string;
  judge?: string;
  level?: string;
  retry: boolean;
  json: boolean;
}

/** `understory judge` and `understory naming-test`: what a reader would say of two runs. */
export function addJudgeCommands(program: Command): void {
  addSampleOptions(
    program
      .command('judge')
      .description('Have a language model say, blind, which of two runs’ summaries serve a purpose better.')
      .option('-p, --purpose <text>', 'what the summaries are for'),
  ).action((a: string, b: string, options: JudgeCommandOptions) => judge(a, b, options, startPairJudging));
  addSampleOptions(
    program
      .command('naming-test')
      .description('Sort conversations into the clusters of two runs by names and descriptions alone.')
      .option('--judge <kind>', 'local (similarity of words, no key) or model (a language model)', 'local')
      .option('--level <level>', 'roots, or finest: the deepest level with at most 30 names', 'roots'),
  ).action((a: string, b: string, options: JudgeCommandOptions) => judge(a, b, options, startNamingTest));
}

function addSampleOptions(command: Command): Command {
  return command
    .argument('<a>', 'id, beginning of an id, name, or `latest`')
    .argument('<b>', 'the other run, over the same dataset')
    .option('-n, --count <conversations>', 'how many conversations, 1 … 1000 (default: 50)')
    .option('--seed <number>', 'draws the conversations (default: 42)')
    .option('-m, --model <id>', 'the language model that judges (default: gpt-4o-mini)')
    .option('-b, --budget <dollars>', 'most that it may cost in all, what is spent included')
    .option('--retry', 'ask again what got no usable answer', false)
    .option('--json', 'print the result as JSON', false);
}

async function judge(
  referenceA: string,
  referenceB: string,
  { json, retry, model, budget, count, seed, ...rest }: JudgeCommandOptions,
  start: (context: Context, input: JudgingInput) => Promise<StoredSession>,
): Promise<void> {
  const options = {
    ...rest,
    modelId: model,
    budgetDollars: readBudget(budget),
    count: readCount('--count', count),
    seed: readCount('--seed', seed),
  };
  await withWorkspace(async (workspace, logger) => {
    const [a, b] = [await findRun(workspace, referenceA), await findRun(workspace, referenceB)];
    await executeJudging(workspace, logger, {
      json,
      start: async (context) => {
        const session = await start(context, { ...options, a: a.id, b: b.id });
        return retry ? askAgain(workspace, session) : session;
      },
    });
  });
}

function askAgain(workspace: Workspace, session: StoredSession): StoredSession | Promise<StoredSession> {
  return session.status === 'completed_with_failures' ? retryJudging(workspace, session.id) : session;
}

/** @throws {InvalidInputError} if the text is no number. */
function readCount(option: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const value = Number(text);
  if (!Number.isInteger(value)) throw new InvalidInputError(`${option}: expected a whole number, got "${text}".`);
  return value;
}
