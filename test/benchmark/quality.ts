// Runs the pipeline with the local models and scores it against gold labels, which no step of it sees.
//
//   pnpm bench quality                                  the sample, generic and with its glossary
//   pnpm bench quality --file F.jsonl --gold-label-key intent --summary-model M.json --embedding lsa+encoder --json
import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import type { Conversation } from '../../packages/core/src/index.ts';
import {
  createEmbeddingModel,
  createPipeline,
  defineSummaryModel,
  KeywordNamingModel,
  labelsAtDepth,
  measureAgreement,
  MemoryCheckpointStore,
  readKuraJsonl,
  runOptionsSchema,
  summaryModelDefinitionSchema,
} from '../../packages/core/src/index.ts';

const SAMPLE = new URL('../../packages/api/sample/', import.meta.url);

const { values } = parseArgs({
  options: {
    file: { type: 'string' },
    'gold-label-key': { type: 'string', default: 'intent' },
    'summary-model': { type: 'string', multiple: true },
    embedding: { type: 'string', default: 'lsa' },
    seed: { type: 'string', default: '42' },
    json: { type: 'boolean', default: false },
  },
});
const key = values['gold-label-key'];
const conversations: Conversation[] = [];
const labels: string[] = [];
for await (const row of readKuraJsonl(createReadStream(values.file ?? new URL('conversations.jsonl', SAMPLE)))) {
  if (!('conversation' in row)) throw new Error(`Line ${row.line}: ${row.reason}`);
  const { [key]: label, ...metadata } = row.conversation.metadata;
  labels.push(String(label));
  conversations.push({ ...row.conversation, metadata });
}
const numbers = new Map([...new Set(labels)].map((label, number) => [label, number]));
const gold = Int32Array.from(labels, (label) => numbers.get(label) ?? -1);

const files = values['summary-model'] ?? [new URL('switchyard-features.json', SAMPLE)];
const definitions: [string, unknown][] = [['generic', { kind: 'extractive' }]];
for (const file of files) {
  const model = JSON.parse(await readFile(file, 'utf8')) as { name: string; definition: unknown };
  definitions.push([model.name, model.definition]);
}

const results: object[] = [];
for (const [name, definition] of definitions) {
  const options = runOptionsSchema.parse({
    seed: Number(values.seed),
    embedding: { provider: 'local', modelId: values.embedding },
  });
  const pipeline = createPipeline({
    conversations: { contentHash: 'benchmark', count: conversations.length, load: async () => conversations },
    summaryModel: defineSummaryModel(summaryModelDefinitionSchema.parse(definition)),
    embeddingModel: createEmbeddingModel({ provider: 'local', modelId: values.embedding as 'lsa' }),
    namingModel: new KeywordNamingModel(),
    options,
    checkpoints: new MemoryCheckpointStore(),
  });
  const seconds: Record<string, number> = {};
  for (const step of pipeline.steps) {
    const startedAt = performance.now();
    await pipeline.runStep(step.name);
    seconds[step.name] = Math.round(performance.now() - startedAt) / 1000;
  }
  const base = await pipeline.result('cluster');
  const tree = await pipeline.result('tree');
  const leaves = measureAgreement(gold, base.labels);
  const roots = measureAgreement(gold, labelsAtDepth(tree, base, 0));
  results.push({
    summaryModel: name,
    conversations: conversations.length,
    labels: numbers.size,
    leaves: base.centroids.rows,
    rootSizes: tree.nodes.filter((node) => node.depth === 0).map((node) => node.size),
    leafAmi: round(leaves.adjustedMutualInformation),
    leafPurity: round(leaves.purity),
    rootAmi: round(roots.adjustedMutualInformation),
    rootPurity: round(roots.purity),
    seconds,
  });
}
if (values.json) process.stdout.write(`${JSON.stringify(results, null, 2)}\n`);
else for (const result of results) console.log(result);

function round(value: number): number {
  return Math.round(value * 1000) / 1000;
}
