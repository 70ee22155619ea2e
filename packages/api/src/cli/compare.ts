import { readFile, writeFile } from 'node:fs/promises';
import type { Command } from 'commander';
import pc from 'picocolors';
import { InvalidInputError } from '@understory/core';
import type { ComparisonOptions } from '../comparison/comparison-options.ts';
import { openComparison } from '../comparison/open-comparison.ts';
import { assembleReport } from '../comparison/report/comparison-report.ts';
import { formatReport } from '../comparison/report/format-report.ts';
import { renderReport } from '../comparison/report/render-report.ts';
import { readComparisonOptions, startComparison } from '../comparison/start-comparison.ts';
import { createContext } from '../context.ts';
import { startWorker } from '../worker/start-worker.ts';
import { findRun } from './find-run.ts';
import { followComparison } from './follow-comparison.ts';
import { EXIT_CODES, printResult, withWorkspace } from './with-workspace.ts';

interface CompareCommandOptions {
  json: boolean;
  html?: string;
  reseeds: string;
  sample: string;
  keptFrom?: string;
  insideAbove?: string;
  partFrom?: string;
  vaguePhrases?: string;
  bannedPhrases?: string;
}

/** `understory compare`: whether two runs differ by more than noise, and in what. */
export function addCompareCommand(program: Command): void {
  program
    .command('compare')
    .description('Compare two runs: is the difference more than noise, where is it, and which summaries are better?')
    .argument('<a>', 'id, beginning of an id, name, or `latest`')
    .argument('<b>', 'the other run, over the same dataset')
    .option('--html <file>', 'also write the report as one HTML page that can be sent to others')
    .option('--reseeds <count>', 'how often each run is clustered again under other seeds, 2 … 32', '8')
    .option('--sample <count>', 'most conversations that are clustered again; beyond, a sample', '5000')
    .option('--kept-from <jaccard>', 'Jaccard index from which a cluster counts as kept (default: 0.5)')
    .option('--inside-above <share>', 'share of a cluster above which it is part of another (default: 0.5)')
    .option('--part-from <share>', 'share that a second part holds for a cluster to count as split (default: 0.2)')
    .option('--vague-phrases <file>', 'phrases that say nothing, one a line, in place of the built-in ones')
    .option('--banned-phrases <file>', 'phrases that no summary should hold, one a line, in place of the built-in ones')
    .option('--json', 'print the report as JSON', false)
    .action(async (referenceA: string, referenceB: string, { json, html, ...given }: CompareCommandOptions) => {
      const options = await readOptions(given);
      await withWorkspace(async (workspace, logger) => {
        const [a, b] = [await findRun(workspace, referenceA), await findRun(workspace, referenceB)];
        const context = createContext(workspace, { readsLocalFiles: true });
        await openComparison(context, a.id, b.id, options);
        const started = await startComparison(workspace, { a, b, options, isAgain: true });
        if (started.status !== 'completed') {
          const worker = await startWorker(workspace, logger, () => process.exit(EXIT_CODES.failed));
          try {
            const ended = await followComparison(workspace, started);
            if (ended.status === 'failed') throw new Error(`The comparison failed: ${ended.error}`);
            if (ended.status === 'cancelled') {
              process.exitCode = EXIT_CODES.partial;
              process.stderr.write('The comparison was cancelled. What is done is kept; compare again to go on.\n');
              return;
            }
          } finally {
            await worker.stop();
          }
        }
        const report = await assembleReport(context, await openComparison(context, a.id, b.id, options));
        if (report === null) throw new Error('A part of the comparison is missing.');
        if (html !== undefined) {
          await writeFile(html, renderReport(report)).catch((error: unknown) => {
            throw new InvalidInputError(`The report cannot be written to "${html}": ${String(error)}`);
          });
          process.stderr.write(`The report is in ${html}\n`);
        }
        printResult(json, report, () =>
          formatReport(report, {
            width: process.stdout.columns ?? 100,
            style: { title: (text) => pc.bold(text), dim: (text) => pc.dim(text), warning: (text) => pc.yellow(text) },
          }),
        );
      });
    });
}

async function readOptions(given: Omit<CompareCommandOptions, 'json' | 'html'>): Promise<ComparisonOptions> {
  const toNumber = (text: string | undefined): number | null => (text === undefined ? null : Number(text));
  return readComparisonOptions({
    reseedCount: Number(given.reseeds),
    sampleSize: Number(given.sample),
    keptFrom: toNumber(given.keptFrom),
    insideAbove: toNumber(given.insideAbove),
    partFrom: toNumber(given.partFrom),
    vaguePhrases: await readPhrases(given.vaguePhrases),
    bannedPhrases: await readPhrases(given.bannedPhrases),
  });
}

/** One phrase a line; empty lines are passed over. */
async function readPhrases(file: string | undefined): Promise<string[] | null> {
  if (file === undefined) return null;
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    throw new InvalidInputError(`The phrases cannot be read from "${file}": ${String(error)}`);
  });
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}
