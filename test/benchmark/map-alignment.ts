// Two summary models over the same conversations: how much their maps agree when each is drawn on its own, and when the
// second is aligned to the first; and whether alignment costs trustworthiness.
//
//   pnpm bench map-alignment                              the sample, generic against its glossary
//   pnpm bench map-alignment --file F.jsonl --words 6-10  generic against summaries of that many words
//   pnpm bench map-alignment --seeds 42,1,2               means over several seeds
import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import type { Conversation, Matrix } from '../../packages/core/src/index.ts';
import {
  createEmbeddingModel,
  defineSummaryModel,
  embedSummaries,
  readKuraJsonl,
  summariseConversations,
  summaryModelDefinitionSchema,
} from '../../packages/core/src/index.ts';
import { measureFit } from '../../packages/core/src/projection/align-positions.ts';
import { measureTrustworthiness } from '../../packages/core/src/projection/measure-trustworthiness.ts';
import { layOutByUmap } from '../../packages/core/src/projection/umap.ts';

const SAMPLE = new URL('../../packages/api/sample/', import.meta.url);
const EMBEDDING_SEED = 42;

const { values } = parseArgs({
  options: {
    file: { type: 'string' },
    words: { type: 'string' },
    seeds: { type: 'string', default: '42' },
    json: { type: 'boolean', default: false },
  },
});
const conversations: Conversation[] = [];
for await (const row of readKuraJsonl(createReadStream(values.file ?? new URL('conversations.jsonl', SAMPLE)))) {
  if (!('conversation' in row)) throw new Error(`Line ${row.line}: ${row.reason}`);
  conversations.push(row.conversation);
}
const seeds = values.seeds.split(',').map(Number);
const a = await embed({ kind: 'extractive' });
const b = await embed(await readOtherDefinition());
const maps: Record<'own' | 'aligned', MapScore[]> = { own: [], aligned: [] };
for (const seed of seeds) {
  const mapA = await layOutByUmap(a, { seed });
  maps.own.push(await scoreMap(await layOutByUmap(b, { seed }), mapA));
  maps.aligned.push(await scoreMap(await layOutByUmap(b, { seed, start: mapA }), mapA));
}
if (values.json) {
  process.stdout.write(`${JSON.stringify({ conversations: conversations.length, seeds, ...maps }, null, 2)}\n`);
} else {
  process.stdout.write(`${conversations.length} conversations, means over ${seeds.length} seeds\n`);
  for (const kind of ['own', 'aligned'] as const) {
    const [agreement, trustworthiness] = (['agreement', 'trustworthiness'] as const).map((number) =>
      (maps[kind].reduce((sum, map) => sum + map[number], 0) / seeds.length).toFixed(3),
    );
    const title = kind === 'own' ? 'each on its own' : 'B aligned to A ';
    process.stdout.write(`${title}  agreement ${agreement}, trustworthiness ${trustworthiness}\n`);
  }
}

interface MapScore {
  agreement: number;
  trustworthiness: number;
}

async function scoreMap(map: Float32Array, mapA: Float32Array): Promise<MapScore> {
  return { agreement: measureFit(map, mapA), trustworthiness: await measureTrustworthiness(b, map) };
}

async function embed(definition: unknown): Promise<Matrix> {
  const model = defineSummaryModel(summaryModelDefinitionSchema.parse(definition));
  const { results } = await summariseConversations(conversations, { model });
  const summaries = results.filter((summary) => summary !== null);
  if (summaries.length < conversations.length)
    throw new Error('A conversation got no summary, so the maps do not match.');
  const embeddingModel = createEmbeddingModel({ provider: 'local', modelId: 'lsa' });
  return (await embedSummaries(summaries, { model: embeddingModel, seed: EMBEDDING_SEED })).embeddings;
}

async function readOtherDefinition(): Promise<unknown> {
  if (values.words !== undefined) {
    const [min, max] = values.words.split('-').map(Number);
    return { kind: 'extractive', words: { min, max } };
  }
  const file = await readFile(new URL('switchyard-features.json', SAMPLE), 'utf8');
  return (JSON.parse(file) as { definition: unknown }).definition;
}
