import type { Logger } from 'pino';
import { InvalidInputError } from '@understory/core';
import { cancelRun } from '../run/end-run.ts';
import type { Run } from '../run/run.type.ts';
import type { Workspace } from '../workspace.ts';
import { findServer } from '../server/announce-server.ts';
import { startWorker } from '../worker/start-worker.ts';
import { followRun } from './follow-run.ts';
import { EXIT_CODES, printResult } from './with-workspace.ts';

/**
 * Executes a run in this process, shows its progress and prints what came of it. Ctrl-C cancels it.
 *
 * @param start - hands the run over; called when the worker is ready.
 */
export async function executeRun(
  workspace: Workspace,
  logger: Logger,
  { start, json }: { start: () => Promise<Run>; json: boolean },
): Promise<void> {
  const worker = await startWorker(workspace, logger, () => process.exit(EXIT_CODES.failed));
  try {
    const started = await start();
    const cancel = (): void => void cancelRun(workspace, started.id);
    process.once('SIGINT', cancel);
    const run = await followRun(workspace, started);
    process.off('SIGINT', cancel);
    const failures = await workspace.failures.count(run.id);
    const costDollars = await workspace.usage.sumCost(run.id);
    const findings = await describeFindings(workspace, run);
    const server = await findServer(workspace.sql);
    const { id, name, status, error } = run;
    printResult(json, { id, name, status, error, failures, costDollars }, () =>
      [describeEnd(run, { failures, costDollars, server }), ...findings].join('\n'),
    );
    if (status === 'failed') process.exitCode = EXIT_CODES.failed;
    else if (status !== 'completed') process.exitCode = EXIT_CODES.partial;
  } finally {
    await worker.stop();
  }
}

/** Reads `--budget`. @throws {InvalidInputError} if it is not a sum of money. */
export function readBudget(text: string | undefined): number | null {
  if (text === undefined) return null;
  const dollars = Number(text);
  if (!(dollars > 0)) throw new InvalidInputError(`--budget: expected US dollars such as 2.50, got "${text}".`);
  return dollars;
}

/** What a run found out about its clusters, where it was asked to. */
async function describeFindings({ outliers }: Workspace, run: Run): Promise<string[]> {
  const [totals] = await outliers.listTotals([run.id]);
  const curve = await outliers.findCountCurve(run.id);
  const share = ((100 * (totals?.count ?? 0)) / Math.max(1, run.conversationCount)).toFixed(1);
  return [
    ...(curve === null ? [] : [`Number of clusters: ${curve.sentence}`]),
    ...(totals === undefined ? [] : [`Outliers: ${totals.count} (${share} %). \`understory outliers\` lists them.`]),
  ];
}

/** @param server - the address of one that is running; null for none. */
function describeEnd(
  { id, name, status, error }: Run,
  { failures, costDollars, server }: { failures: number; costDollars: number; server: string | null },
): string {
  const short = id.slice(0, 8);
  const cost = costDollars > 0 ? ` It cost $${costDollars.toFixed(4)}.` : '';
  const look =
    server === null
      ? `Look at it with\n  understory tree ${short}\n  understory serve`
      : `Look at it at ${server}/runs/${id}, or with\n  understory tree ${short}`;
  switch (status) {
    case 'completed':
      return `${name}: completed.${cost} ${look}`;
    case 'completed_with_failures':
      return `${name}: completed, but ${failures} items failed.${cost} Repeat those with\n  understory retry ${short}\n${look}`;
    case 'paused':
      return `${name}: paused: ${error}${cost}\nGo on with\n  understory resume ${short} --budget <dollars>`;
    default:
      return `${name}: ${status}${error === null ? '' : `: ${error}`}${cost}`;
  }
}
