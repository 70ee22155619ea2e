import { readFile, writeFile } from 'node:fs/promises';
import type { Command } from 'commander';
import pc from 'picocolors';
import { InvalidInputError } from '@understory/core';
import type { ComparisonOptions } from '../comparison/comparison-options.ts';
import { openComparison } from '../comparison/open-comparison.ts';
import { openRunMatrix } from '../comparison/open-run-matrix.ts';
import { assembleReport } from '../comparison/report/comparison-report.ts';
import { formatMatrixReport } from '../comparison/report/format-matrix-report.ts';
import type { ReportStyle } from '../comparison/report/format-report.ts';
import { formatReport } from '../comparison/report/format-report.ts';
import { assembleMatrixReport } from '../comparison/report/matrix-report.ts';
import { renderMatrixReport } from '../comparison/report/render-matrix-report.ts';
import { renderReport } from '../comparison/report/render-report.ts';
import { readComparisonOptions } from '../comparison/start-comparison.ts';
import type { Context } from '../context.ts';
import { createContext } from '../context.ts';
import { computeComparisons } from './compute-comparisons.ts';
import { findRun } from './find-run.ts';
import { EXIT_CODES, printResult, withWorkspace } from './with-workspace.ts';

interface CompareCommandOptions {
  json: boolean;
  html?: string;
  reseeds: string;
  sample: string;
  words?: string;
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
    .description(
      'Compare two runs or more: is the difference more than noise, where is it, and which summaries are better?',
    )
    .argument('<a>', 'id, beginning of an id, name, or `latest`')
    .argument('<b>', 'the other run, over the same dataset')
    .argument('[others...]', 'more runs, up to 20 in all: each against each, and all numbers side by side')
    .option('--html <file>', 'also write the report as one HTML page that can be sent to others')
    .option('--reseeds <count>', 'how often each run is clustered again under other seeds, 2 … 32', '8')
    .option('--sample <count>', 'most conversations that are clustered again; beyond, a sample', '5000')
    .option('--words <min-max>', 'words that every summary of both runs is held to, such as 15-25')
    .option('--kept-from <jaccard>', 'Jaccard index from which a cluster counts as kept (default: 0.5)')
    .option('--inside-above <share>', 'share of a cluster above which it is part of another (default: 0.5)')
    .option('--part-from <share>', 'share that a second part holds for a cluster to count as split (default: 0.2)')
    .option('--vague-phrases <file>', 'phrases that say nothing, one a line, in place of the built-in ones')
    .option('--banned-phrases <file>', 'phrases that no summary should hold, one a line, in place of the built-in ones')
    .option('--json', 'print the report as JSON', false)
    .action(async (referenceA: string, referenceB: string, references: string[], given: CompareCommandOptions) => {
      const { json, html } = given;
      const options = await readOptions(given);
      await withWorkspace(async (workspace, logger) => {
        const runs = await Promise.all(
          [referenceA, referenceB, ...references].map((reference) => findRun(workspace, reference)),
        );
        const context = createContext(workspace, { readsLocalFiles: true });
        const [a, b, ...others] = runs;
        const open = await (others.length === 0
          ? openPair(context, a.id, b.id, options)
          : openSeveral(
              context,
              runs.map(({ id }) => id),
              options,
            ));
        const pairs = runs.slice(1).map((run) => ({ a, b: run }));
        if (!(await computeComparisons(workspace, logger, pairs, options))) {
          process.exitCode = EXIT_CODES.partial;
          process.stderr.write('The comparison was cancelled. What is done is kept; compare again to go on.\n');
          return;
        }
        const { report, toPage, toLines } = await open();
        if (html !== undefined) {
          await writeFile(html, toPage()).catch((error: unknown) => {
            throw new InvalidInputError(`The report cannot be written to "${html}": ${String(error)}`);
          });
          process.stderr.write(`The report is in ${html}\n`);
        }
        printResult(json, report, toLines);
      });
    });
}

/** A report in the forms that the command gives it. */
interface WrittenReport {
  report: object;
  toPage: () => string;
  toLines: () => string;
}

/** Checks that the two can be compared, before anything is computed. @returns reads the report when it is there. */
async function openPair(
  context: Context,
  idA: string,
  idB: string,
  options: ComparisonOptions,
): Promise<() => Promise<WrittenReport>> {
  await openComparison(context, idA, idB, options);
  return async () => {
    const report = await assembleReport(context, await openComparison(context, idA, idB, options));
    if (report === null) throw new Error('A part of the comparison is missing.');
    return { report, toPage: () => renderReport(report), toLines: () => formatReport(report, readTerminal()) };
  };
}

/** The same for three runs and more. */
async function openSeveral(
  context: Context,
  ids: readonly string[],
  options: ComparisonOptions,
): Promise<() => Promise<WrittenReport>> {
  await openRunMatrix(context, ids, options);
  return async () => {
    const report = await assembleMatrixReport(context, await openRunMatrix(context, ids, options));
    return {
      report,
      toPage: () => renderMatrixReport(report),
      toLines: () => formatMatrixReport(report, readTerminal()),
    };
  };
}

function readTerminal(): { width: number; style: ReportStyle } {
  return {
    width: process.stdout.columns ?? 100,
    style: { title: (text) => pc.bold(text), dim: (text) => pc.dim(text), warning: (text) => pc.yellow(text) },
  };
}

async function readOptions(given: Omit<CompareCommandOptions, 'json' | 'html'>): Promise<ComparisonOptions> {
  const toNumber = (text: string | undefined): number | null => (text === undefined ? null : Number(text));
  return readComparisonOptions({
    reseedCount: Number(given.reseeds),
    sampleSize: Number(given.sample),
    words: readWords(given.words),
    keptFrom: toNumber(given.keptFrom),
    insideAbove: toNumber(given.insideAbove),
    partFrom: toNumber(given.partFrom),
    vaguePhrases: await readPhrases(given.vaguePhrases),
    bannedPhrases: await readPhrases(given.bannedPhrases),
  });
}

/** "15-25" */
function readWords(text: string | undefined): { min: number; max: number } | null {
  if (text === undefined) return null;
  const [, min, max] = /^(\d+)-(\d+)$/.exec(text.trim()) ?? [];
  if (min === undefined) throw new InvalidInputError(`Expected a range of words such as 15-25, got "${text}".`);
  return { min: Number(min), max: Number(max) };
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
