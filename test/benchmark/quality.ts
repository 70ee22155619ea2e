// How well clusters agree with labels that no step sees: k-means at as many clusters as there are labels for each way to
// embed without a key, and leaves and roots of the tree.
//
//   pnpm bench quality                                      the sample, generic and with its glossary
//   pnpm bench quality --conversations log.jsonl --gold-label intent --seeds 5 --json
//   pnpm bench quality --summary-model model.json           beside the generic one; may be given several times
//   pnpm bench quality --no-encoder                         without the sentence encoder
import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { defineSummaryModel, summaryModelDefinitionSchema, summaryToText } from '../../packages/core/src/index.ts';
import { summariseConversations } from '../../packages/core/src/summary/summarise-conversations.ts';
import { embedInEveryWay } from './quality/embed-in-every-way.ts';
import { printQuality } from './quality/print-quality.ts';
import type { QualityReport } from './quality/print-quality.ts';
import { readLabelledLog } from './quality/read-labelled-log.ts';
import { scoreEmbedding } from './quality/score-embedding.ts';

const SAMPLE = new URL('../../packages/api/sample/', import.meta.url);

const { values } = parseArgs({
  options: {
    conversations: { type: 'string' },
    'gold-label': { type: 'string', default: 'intent' },
    'summary-model': { type: 'string', multiple: true },
    seeds: { type: 'string', default: '5' },
    'no-encoder': { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
  },
});
const log = await readLabelledLog(values.conversations ?? new URL('conversations.jsonl', SAMPLE), values['gold-label']);
const seeds = Array.from({ length: Number(values.seeds) }, (_, i) => 42 + i);

const definitions: [string, unknown][] = [['generic', { kind: 'extractive' }]];
const ownModels = values.conversations === undefined ? [new URL('switchyard-features.json', SAMPLE)] : [];
for (const file of values['summary-model'] ?? ownModels) {
  const model = JSON.parse(await readFile(file, 'utf8')) as { name: string; definition: unknown };
  definitions.push([model.name, model.definition]);
}

const reports: QualityReport[] = [];
for (const [summaryModel, definition] of definitions) {
  const model = defineSummaryModel(summaryModelDefinitionSchema.parse(definition));
  const { results } = await summariseConversations(log.conversations, { model });
  const texts = results.map((summary) => (summary === null ? '' : summaryToText(summary)));
  const report: QualityReport = {
    summaryModel,
    conversations: texts.length,
    labels: log.labelCount,
    seeds: seeds.length,
    rows: [],
  };
  reports.push(report);
  for (const { name, seconds, embeddings } of await embedInEveryWay(texts, { encoder: !values['no-encoder'] })) {
    const score = embeddings === null ? null : await scoreEmbedding(embeddings, log, seeds);
    report.rows.push({ name, seconds, score });
  }
}
printQuality(reports, values);
