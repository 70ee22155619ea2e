import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename, extname } from 'node:path';
import type { Command } from 'commander';
import { InvalidInputError } from '@understory/core';
import type { ImportReport } from '../dataset/dataset.type.ts';
import { importConversations } from '../dataset/import-conversations.ts';
import { EXIT_CODES, printResult, withWorkspace } from './with-workspace.ts';

interface ImportCommandOptions {
  dataset?: string;
  goldLabelKey?: string;
  json: boolean;
}

/** `understory import`: a file of conversations into a dataset. */
export function addImportCommand(program: Command): void {
  program
    .command('import')
    .description('Import conversations from a Kura JSONL file (chat_id, created_at, messages, metadata).')
    .argument('<file>', 'the file; - reads standard input')
    .option('-d, --dataset <name>', "dataset to add to; made if there is none (default: the file's name)")
    .option('-g, --gold-label-key <key>', 'metadata key of a gold label; kept apart, no step of a run sees it')
    .option('--json', 'print the report as JSON', false)
    .addHelpText(
      'after',
      '\nExit code 3: imported, but some rows were rejected; the report names line, field and reason.',
    )
    .action(async (file: string, options: ImportCommandOptions) => {
      await withWorkspace(async (workspace) => {
        const dataset = options.dataset ?? (file === '-' ? 'stdin' : basename(file, extname(file)));
        const report = await importConversations(workspace.db, {
          dataset,
          source: await openSource(file),
          goldLabelKey: options.goldLabelKey ?? null,
          onProgress: (rowsRead) => {
            if (process.stderr.isTTY) process.stderr.write(`\r${rowsRead.toLocaleString('en')} rows read`);
          },
        });
        if (process.stderr.isTTY) process.stderr.write('\r\u001B[K');
        printResult(options.json, { dataset, ...report }, () => describeReport(dataset, file, report));
        if (report.rejected > 0) process.exitCode = EXIT_CODES.partial;
      });
    });
}

async function openSource(file: string): Promise<AsyncIterable<Uint8Array | string>> {
  if (file === '-') return process.stdin;
  const found = await stat(file).catch(() => null);
  if (found === null) throw new InvalidInputError(`There is no file "${file}".`);
  if (found.isDirectory()) throw new InvalidInputError(`"${file}" is a folder; expected a file.`);
  return createReadStream(file);
}

function describeReport(dataset: string, file: string, report: ImportReport): string {
  const { rowsRead, imported, alreadyThere, rejected, rejections } = report;
  const lines = [
    `${dataset}: ${rowsRead} rows read, ${imported} imported, ${alreadyThere} already there, ${rejected} rejected`,
  ];
  for (const { line, field, reason } of rejections) {
    lines.push(`  ${file}:${line}${field === null ? '' : ` ${field}`}: ${reason}`);
  }
  if (rejected > rejections.length) lines.push(`  … and ${rejected - rejections.length} more`);
  if (report.datasetId === null) lines.push(`Nothing was imported, so no dataset "${dataset}" was made.`);
  return lines.join('\n');
}
