import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import type { Command } from 'commander';
import { importConversations } from '../dataset/import-conversations.ts';
import { readEnvironment } from '../env.ts';
import { SAMPLE_FOLDER } from '../paths.ts';
import type { Run } from '../run/run.type.ts';
import { startRun } from '../run/start-run.ts';
import { createLogger } from '../server/create-logger.ts';
import { openHome } from './open-home.ts';
import { serveOrClose } from './serve-or-close.ts';
import { createSummaryModel } from '../summary-model/create-summary-model.ts';
import { superviseWorker } from '../worker/supervise-worker.ts';
import type { Workspace } from '../workspace.ts';
import { followRun } from './follow-run.ts';
import { readModelFile } from './summary-model.ts';
import { waitForSignal } from './wait-for-signal.ts';

const DATASET = 'switchyard-sample';

/** `understory demo`: the sample through two summary models, compared on screen. */
export function addDemoCommand(program: Command): void {
  program
    .command('demo')
    .description('Import the sample conversations, run them through two summary models and serve the comparison.')
    .option('--exit', 'end when the runs have completed instead of serving', false)
    .option('--json', 'print the runs and the address as one line of JSON', false)
    .action(async ({ exit, json }: { exit: boolean; json: boolean }) => {
      const environment = readEnvironment();
      const logger = createLogger(environment.logLevel === 'info' ? 'warn' : environment.logLevel);
      process.stderr.write('Starting the database …\n');
      const workspace = await openHome(environment);
      const server = await serveOrClose(workspace, environment, logger);
      const worker = superviseWorker(workspace.databaseUrl, logger);
      try {
        const [generic, domain] = await runSample(workspace);
        const url = `${server.url}/compare/${generic.id}/${domain.id}`;
        process.stdout.write(
          json
            ? `${JSON.stringify({ url, runs: [generic.id, domain.id] })}\n`
            : `\nGeneric and domain-specific summaries of the same ${generic.conversationCount} conversations, compared:\n\n  ${url}\n\n`,
        );
        if (!exit) {
          if (!json) process.stdout.write('Ctrl-C stops it; the data stays.\n');
          await waitForSignal();
        }
      } finally {
        setTimeout(() => process.exit(), 5000).unref();
        await worker.stop();
        await server.stop();
        await workspace.close();
      }
      process.exit();
    });
}

async function runSample(workspace: Workspace): Promise<[generic: Run, domain: Run]> {
  const { db, datasets, summaryModels } = workspace;
  const report = await importConversations(db, {
    dataset: DATASET,
    source: createReadStream(join(SAMPLE_FOLDER, 'conversations.jsonl')),
    goldLabelKey: 'intent',
  });
  process.stderr.write(
    `Sample: ${report.rowCount} conversations, ${report.importedCount} imported, ${report.alreadyThereCount} already there\n`,
  );
  const dataset = await datasets.find(report.datasetId ?? '');
  const genericModel = await summaryModels.findByName('generic');
  const [genericVersion] = await summaryModels.listVersionsOfModels([genericModel?.id ?? '']);
  const domainVersion = await createSummaryModel(
    db,
    await readModelFile(join(SAMPLE_FOLDER, 'switchyard-features.json')),
  );
  if (dataset === null || genericVersion === undefined)
    throw new Error('The sample was deleted while it was imported.');
  const generic = await runOnce(workspace, dataset.id, genericVersion.id, 'Generic summaries', null);
  const domain = await runOnce(workspace, dataset.id, domainVersion.id, 'Domain-specific summaries', generic.id);
  return [generic, domain];
}

/** Takes up the run of an earlier demo if there is one, so that a second start has nothing to compute. */
async function runOnce(
  workspace: Workspace,
  datasetId: string,
  summaryModelVersionId: string,
  name: string,
  alignToRunId: string | null,
): Promise<Run> {
  const earlier = (await workspace.runs.listOfDatasets([datasetId])).find(
    (run) =>
      run.name === name &&
      run.summaryModelVersionId === summaryModelVersionId &&
      ['queued', 'running', 'completed'].includes(run.status),
  );
  if (earlier?.status === 'completed') return earlier;
  const run = earlier ?? (await startRun(workspace, { datasetId, summaryModelVersionId, name, alignToRunId }));
  const ended = await followRun(workspace, run);
  if (ended.status !== 'completed')
    throw new Error(`The run "${name}" ${ended.status}: ${ended.error ?? 'no reason given'}`);
  return ended;
}
