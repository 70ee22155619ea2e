import type { Command } from 'commander';
import { InvalidInputError } from '@understory/core';
import type { PreviewAnswer, PreviewedModel, SummaryPreview } from '../preview/preview.type.ts';
import { previewSummaries } from '../preview/preview-summaries.ts';
import { findSummaryModelVersion } from './find-summary-model-version.ts';
import { readModelFile } from './summary-model.ts';
import { EXIT_CODES, printResult, withWorkspace } from './with-workspace.ts';

interface PreviewCommandOptions {
  dataset: string;
  against?: string;
  count: string;
  seed: string;
  prompt: boolean;
  json: boolean;
}

/** `understory preview`: a summary model from a file, tried on a few conversations before it is saved. */
export function addPreviewCommand(program: Command): void {
  program
    .command('preview')
    .argument('<file>', 'JSON file with "name" and "definition", as for add-summary-model')
    .description('Try a summary model on a few conversations, and see what it costs, without saving anything.')
    .requiredOption('-d, --dataset <name>', 'dataset, as `understory import` named it')
    .option('-a, --against <name[@version]>', 'summary model to show beside it')
    .option('-c, --count <number>', 'conversations, 1 to 20', '2')
    .option('--seed <number>', 'which conversations are drawn', '42')
    .option('--prompt', 'print the messages that were sent', false)
    .option('--json', 'print everything as JSON', false)
    .action(async (file: string, options: PreviewCommandOptions) => {
      const { name, definition } = await readModelFile(file);
      await withWorkspace(async (workspace) => {
        const dataset = await workspace.datasets.findByName(options.dataset);
        if (dataset === null) throw new InvalidInputError(`There is no dataset "${options.dataset}".`);
        const { against } = options;
        const preview = await previewSummaries(workspace, {
          datasetId: dataset.id,
          definition,
          compareWith: against === undefined ? null : (await findSummaryModelVersion(workspace, against)).id,
          sampleSize: readWholeNumber('--count', options.count),
          seed: readWholeNumber('--seed', options.seed),
        });
        const names = [name, ...(against === undefined ? [] : [against])];
        printResult(options.json, preview, () => formatPreview(preview, names, options.prompt));
        const hasFailure = preview.rows.some(({ answers }) => answers.some(({ summary }) => summary === null));
        if (hasFailure) process.exitCode = EXIT_CODES.partial;
      });
    });
}

function readWholeNumber(option: string, text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new InvalidInputError(`${option}: expected a whole number, got "${text}".`);
  return Number(text);
}

function formatPreview({ models, rows }: SummaryPreview, names: readonly string[], withPrompt: boolean): string {
  return rows
    .flatMap(({ conversation, answers }) => [
      `${conversation.chatId}: ${shorten(conversation.messages[0]?.content ?? '')}`,
      ...answers.flatMap((answer, i) => formatAnswer(answer, `${names[i]} (${describeModel(models[i])})`, withPrompt)),
      '',
    ])
    .join('\n')
    .trimEnd();
}

function formatAnswer(answer: PreviewAnswer, title: string, withPrompt: boolean): string[] {
  const { summary, failureReason, messages } = answer;
  const lines =
    summary === null
      ? [`failed: ${failureReason}`]
      : Object.entries({
          summary: summary.summary,
          request: summary.request,
          topic: summary.topic,
          languages: summary.languages?.join(', ') ?? null,
          task: summary.task,
          concerningScore: summary.concerningScore,
          userFrustration: summary.userFrustration,
          assistantErrors: summary.assistantErrors?.join('; ') ?? null,
          ...summary.fields,
        }).flatMap(([key, value]) => (value === null || value === '' ? [] : [`${key}: ${toText(value)}`]));
  const sent = withPrompt ? messages.map(({ role, content }) => `[${role}]\n${content}`) : [];
  return [
    `  ${title}`,
    ...[...lines, describeForm(answer), ...sent].map((line) => `    ${line.replaceAll('\n', '\n    ')}`),
  ];
}

function toText(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** `23 words, in range, $0.000123, 812 + 64 tokens, 1.2 s`. */
function describeForm({
  summary,
  inputTokens,
  outputTokens,
  costDollars,
  isCached,
  durationMs,
}: PreviewAnswer): string {
  const { compliance, cut } = summary ?? {};
  const parts = [
    compliance && `${compliance.wordCount} words`,
    compliance && describeRule(compliance.isInWordRange, 'in range', 'out of range'),
    compliance && describeRule(compliance.hasRequiredOpening, 'required opening', 'other opening than required'),
    compliance?.usedBannedPhrases?.length ? `banned: ${compliance.usedBannedPhrases.join(', ')}` : null,
    cut ? `${cut.leftOut} messages left out` : null,
    inputTokens > 0 ? `${inputTokens} + ${outputTokens} tokens` : null,
    inputTokens > 0 ? (costDollars === null ? 'price not known' : `$${costDollars.toFixed(6)}`) : null,
    isCached ? 'from the cache' : null,
    `${(durationMs / 1000).toFixed(1)} s`,
  ];
  return `(${parts.filter(Boolean).join(', ')})`;
}

function describeRule(isKept: boolean | null, kept: string, broken: string): string | null {
  return isKept === null ? null : isKept ? kept : broken;
}

function describeModel({ provider, modelId }: PreviewedModel): string {
  return `${provider}/${modelId}`;
}

function shorten(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ').trim();
  return line.length <= 100 ? line : `${line.slice(0, 99)}…`;
}
