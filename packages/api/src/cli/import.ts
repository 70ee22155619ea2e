import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename, extname } from 'node:path';
import type { Command } from 'commander';
import { InvalidInputError } from '@understory/core';
import type { ImportReport, Rejection } from '../dataset/dataset.type.ts';
import { importConversations } from '../dataset/import-conversations.ts';
import { EXIT_CODES, printResult, withWorkspace } from './with-workspace.ts';

interface ImportCommandOptions {
  dataset?: string;
  goldLabelKey?: string;
  json: boolean;
}

const KNOWN_SHAPES = [
  ['lists of messages (OpenAI, Anthropic, Kura)', 'messages: [{ role, content }]'],
  ['ShareGPT, the export of Claude', 'conversations: [{ from, value }], chat_messages'],
  ['ChatGPT export (conversations.json)', 'mapping'],
  ['requests with their responses', 'request or body: { messages }, response'],
  ['traces (Langfuse, LangSmith)', 'input, output; inputs, outputs'],
  ['questions with answers', 'user_message, assistant_message; prompt, response'],
  ['single messages', 'conversation_id, role, content'],
] as const;

/** `understory import`: a file of conversations into a dataset. */
export function addImportCommand(program: Command): void {
  program
    .command('import')
    .description('Import conversations from a log: JSON lines, a JSON list or CSV, packed by gzip or not.')
    .argument('<file>', 'the file; - reads standard input')
    .option('-d, --dataset <name>', "dataset to add to; made if there is none (default: the file's name)")
    .option('-g, --gold-label-key <key>', 'metadata key of a gold label; kept apart, no step of a run sees it')
    .option('--json', 'print the report as JSON', false)
    .addHelpText(
      'after',
      `
What is in the rows is told by their keys, row by row:
${KNOWN_SHAPES.map(([what, keys]) => `  ${what.padEnd(46)} ${keys}`).join('\n')}
Conversations without an id get one made from their words. docs/importing.md says what becomes of each key.

Exit code 3: some rows were rejected, with line, field and reason, or conversations that a run has read have grown.`,
    )
    .action(async (file: string, options: ImportCommandOptions) => {
      await withWorkspace(async (workspace) => {
        const dataset = options.dataset ?? (file === '-' ? 'stdin' : nameAfter(file));
        const report = await importConversations(workspace.db, {
          dataset,
          source: await openSource(file),
          goldLabelKey: options.goldLabelKey ?? null,
          onProgress: (rowCount) => {
            if (process.stderr.isTTY) process.stderr.write(`\r${rowCount.toLocaleString('en')} rows read`);
          },
        });
        if (process.stderr.isTTY) process.stderr.write('\r\u001B[K');
        printResult(options.json, { dataset, ...report }, () => describeReport(dataset, file, report));
        if (report.rejectedCount > 0 || report.frozenCount > 0) process.exitCode = EXIT_CODES.partial;
      });
    });
}

/** A dataset name from a file name: `logs/support.jsonl.gz` → `support`. */
function nameAfter(file: string): string {
  const name = basename(file, '.gz');
  return basename(name, extname(name));
}

async function openSource(file: string): Promise<AsyncIterable<Uint8Array | string>> {
  if (file === '-') return process.stdin;
  const found = await stat(file).catch(() => null);
  if (found === null) throw new InvalidInputError(`There is no file "${file}".`);
  if (found.isDirectory()) throw new InvalidInputError(`"${file}" is a folder; expected a file.`);
  return createReadStream(file);
}

function describeReport(dataset: string, file: string, report: ImportReport): string {
  const { rowCount, importedCount, alreadyThereCount, continuedCount, extendedCount, frozenCount } = report;
  const { rejectedCount, rejections, shapes } = report;
  const lines = [
    `${dataset}: ${rowCount} rows read, ${importedCount} imported, ${alreadyThereCount} already there, ${rejectedCount} rejected`,
  ];
  if (continuedCount > 0) {
    lines.push(
      `  ${continuedCount.toLocaleString('en')} ${continuedCount === 1 ? 'row' : 'rows'} continued an earlier one`,
    );
  }
  if (extendedCount > 0) {
    lines.push(
      `  ${countConversations(extendedCount)} of earlier imports ${extendedCount === 1 ? 'has' : 'have'} grown by later messages`,
    );
  }
  if (frozenCount > 0) {
    const are =
      frozenCount === 1
        ? 'has grown, but a run has read it: it stays as it is.'
        : 'have grown, but a run has read them: they stay as they are.';
    lines.push(
      `  ${countConversations(frozenCount)} ${are}`,
      '  To have the later messages, import the whole log into another dataset.',
    );
  }
  if (shapes.length > 0) lines.push(`  read as ${shapes.join(', ')}`);
  for (const { line, field, reason, others, last } of joinEqual(rejections)) {
    const more = others === 0 ? '' : ` (and ${others} more of the same, to line ${last})`;
    lines.push(`  ${file}:${line}${field === null ? '' : ` ${field}`}: ${reason}${more}`);
  }
  if (rejectedCount > rejections.length) lines.push(`  … and ${rejectedCount - rejections.length} more rejected rows`);
  if (report.datasetId === null) lines.push(`Nothing was imported, so no dataset "${dataset}" was made.`);
  if (importedCount + alreadyThereCount === 0 && rejectedCount > 0) {
    lines.push('`understory import --help` lists what can be read.');
  }
  return lines.join('\n');
}

function countConversations(count: number): string {
  return `${count.toLocaleString('en')} ${count === 1 ? 'conversation' : 'conversations'}`;
}

/** Rejections with the same field and reason as one, in the order of the first of each. */
function joinEqual(rejections: readonly Rejection[]): (Rejection & { others: number; last: number })[] {
  const joined = new Map<string, Rejection & { others: number; last: number }>();
  for (const rejection of rejections) {
    const key = `${rejection.field ?? ''}\n${rejection.reason}`;
    const first = joined.get(key);
    if (first === undefined) joined.set(key, { ...rejection, others: 0, last: rejection.line });
    else [first.others, first.last] = [first.others + 1, rejection.line];
  }
  return [...joined.values()];
}
