import type { Logger } from 'pino';
import type { Context } from '../context.ts';
import { createContext } from '../context.ts';
import type { StoredSession } from '../judgement/judgement.repository.ts';
import type { ReportedJudging, ReportedNaming } from '../judgement/report-judging.ts';
import { reportSession } from '../judgement/report-judging.ts';
import { cancelJudging } from '../judgement/resume-judging.ts';
import { watchJudging } from '../judgement/watch-judging.ts';
import { isAtRest } from '../run/watch-until-rest.ts';
import { startWorker } from '../worker/start-worker.ts';
import type { Workspace } from '../workspace.ts';
import { EXIT_CODES, printResult } from './with-workspace.ts';

/**
 * Has a judge work in this process, shows its progress and prints what came of it. Ctrl-C cancels it; the same command
 * goes on.
 *
 * @param start - starts the session or finds it; called when the worker is ready.
 */
export async function executeJudging(
  workspace: Workspace,
  logger: Logger,
  { start, json }: { start: (context: Context) => Promise<StoredSession>; json: boolean },
): Promise<void> {
  const worker = await startWorker(workspace, logger, () => process.exit(EXIT_CODES.failed));
  try {
    const context = createContext(workspace, { readsLocalFiles: true });
    const started = await start(context);
    const ended = await follow(workspace, started);
    context.refresh();
    const report = await reportSession(context, ended);
    printResult(json, report, () => describeJudging(report));
    if (ended.status === 'failed') process.exitCode = EXIT_CODES.failed;
    else if (ended.status !== 'completed') process.exitCode = EXIT_CODES.partial;
  } finally {
    await worker.stop();
  }
}

async function follow(workspace: Workspace, session: StoredSession): Promise<StoredSession> {
  const cancel = (): void => void cancelJudging(workspace, session.id);
  process.once('SIGINT', cancel);
  let last = session;
  let shown = -1;
  try {
    for await (const current of watchJudging(workspace, session.id)) {
      last = current;
      const questions = await workspace.judgements.listQuestions([session.id]);
      const done = questions.filter(({ status }) => status !== 'pending').length;
      const tenth = Math.floor((10 * done) / Math.max(1, questions.length));
      if (tenth === shown) continue;
      shown = tenth;
      process.stderr.write(`  ${done} of ${questions.length} questions\n`);
    }
  } finally {
    process.off('SIGINT', cancel);
  }
  if (!isAtRest(last)) throw new Error('The session was deleted while it was under way.');
  return last;
}

/** A session for a terminal: the sentence first, then the numbers. */
function describeJudging(report: ReportedJudging): string {
  const { preference, namingTest, remarks, judgeName, purpose, costDollars } = report;
  const lines = [`Judge: ${judgeName}${purpose === null ? '' : `. Purpose: ${purpose}`}`, describeEnd(report), ''];
  if (preference !== null) {
    const { count, a, b, ties, winRate, winRateWithoutTies, positionBias } = preference;
    lines.push(
      preference.sentence,
      ...preference.remarks,
      '',
      `  pairs                  ${count} (A ${a}, B ${b}, ties ${ties})`,
      `  win rate of B          ${range(winRate)}`,
      `  without ties           ${range(winRateWithoutTies)}`,
      `  first shown chosen     ${range(positionBias.firstShare)}`,
    );
  }
  if (namingTest !== null) {
    lines.push(namingTest.sentence, ...namingTest.remarks, ...remarks, '');
    lines.push(...describeNames('A', namingTest.a), ...describeNames('B', namingTest.b));
  }
  if (costDollars !== null && costDollars > 0) lines.push('', `It cost $${costDollars.toFixed(4)}.`);
  return lines.filter((line, i) => line !== '' || lines[i - 1] !== '').join('\n');
}

function describeEnd({ status, error, kind }: ReportedJudging): string {
  const command = kind === 'pairs' ? 'judge' : 'naming-test';
  if (status === 'completed') return '';
  if (status === 'paused') return `Paused: ${error} Go on with the same command and a larger --budget.`;
  if (status === 'completed_with_failures') {
    return `Some questions got no usable answer. Ask them again with understory ${command} … --retry`;
  }
  return `${status}${error === null ? '' : `: ${error}`}`;
}

function describeNames(name: string, { accuracy, topicCount, chance, majority, confusions }: ReportedNaming): string[] {
  return [
    `  ${name}: accuracy            ${range(accuracy)}`,
    `     choosing blindly    ${percent(chance)} (${topicCount} names)`,
    `     largest cluster     ${majority === null ? '–' : percent(majority)}`,
    ...confusions
      .slice(0, 3)
      .map(({ expected, chosen, count }) => `     mistaken ${count} times: "${expected}" for "${chosen}"`),
  ];
}

function range(estimate: { value: number; low: number | null; high: number | null } | null): string {
  if (estimate === null) return '–';
  const { value, low, high } = estimate;
  return `${percent(value)}${low === null || high === null ? '' : ` (95 % interval ${percent(low)} to ${percent(high)})`}`;
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`;
}
