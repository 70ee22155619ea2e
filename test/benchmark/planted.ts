// Pairs of runs with a known truth: how many get the right verdict, and the right tag for every cluster.
//
//   pnpm bench planted [--draws 100] [--reseeds 8] [--json]
import { parseArgs } from 'node:util';
import { clusterEmbeddings } from '../../packages/core/src/cluster/cluster-embeddings.ts';
import { measureNoiseFloor } from '../../packages/core/src/comparison/noise-floor.ts';
import { reseedClusters } from '../../packages/core/src/comparison/reseed-clusters.ts';
import { tagTrees } from '../../packages/core/src/comparison/tag-trees.ts';
import type { PlantedPair, PlantedRun } from '../../packages/core/src/testing/plant-runs.ts';
import { plantChanges, plantReseed, plantTree } from '../../packages/core/src/testing/plant-runs.ts';

const { values } = parseArgs({
  options: {
    draws: { type: 'string', default: '100' },
    reseeds: { type: 'string', default: '8' },
    json: { type: 'boolean', default: false },
  },
});
const draws = Number(values.draws);
const count = Number(values.reseeds);

interface Outcome {
  pairs: number;
  rightVerdicts: number;
  /** Pairs in which every tag is right. */
  rightPairs: number;
  tags: number;
  rightTags: number;
  verdicts: Record<string, number>;
}

async function measure(plant: (seed: number) => PlantedPair): Promise<Outcome> {
  const outcome: Outcome = { pairs: 0, rightVerdicts: 0, rightPairs: 0, tags: 0, rightTags: 0, verdicts: {} };
  for (let draw = 0; draw < draws; draw++) {
    const pair = plant(draw);
    const right = await countRightTags(pair, draw);
    const [reseedsA, reseedsB] = [await reseed(pair.a, `a ${draw}`), await reseed(pair.b, `b ${draw}`)];
    const { verdict } = await measureNoiseFloor({ reseedsA, reseedsB });
    outcome.pairs++;
    outcome.tags += pair.tags.length;
    outcome.rightTags += right;
    if (right === pair.tags.length) outcome.rightPairs++;
    if ((verdict === 'DIFFERENT') === pair.isDifferent) outcome.rightVerdicts++;
    outcome.verdicts[verdict] = (outcome.verdicts[verdict] ?? 0) + 1;
  }
  return outcome;
}

async function countRightTags({ a, b, tags }: PlantedPair, draw: number): Promise<number> {
  const trees = { a: await cluster(a, 2 * draw), b: await cluster(b, 2 * draw + 1) };
  const found = await tagTrees(trees.a, trees.b);
  return tags.filter(({ side, group, kind, counterparts }) => {
    const tag = found[side].find(({ cluster: index }) => trees[side].names[index] === group);
    const other = trees[side === 'a' ? 'b' : 'a'].names;
    const named = tag?.counterparts.map(({ cluster: index }) => other[index]).sort();
    return tag?.kind === kind && (counterparts === null || String(named) === String(counterparts.toSorted()));
  }).length;
}

async function cluster(run: PlantedRun, seed: number) {
  return plantTree(run, (await clusterEmbeddings(run.embeddings, { k: run.groupCount, seed })).labels);
}

function reseed({ embeddings, groupCount }: PlantedRun, key: string): Promise<Int32Array[]> {
  return reseedClusters(embeddings, { key, k: groupCount, count });
}

const outcomes = {
  'splits, mergers, moves, new, dissolved': await measure(plantChanges),
  'another seed alone': await measure(plantReseed),
};
if (values.json) {
  process.stdout.write(`${JSON.stringify(outcomes, null, 2)}\n`);
} else {
  for (const [name, { pairs, rightVerdicts, rightPairs, tags, rightTags, verdicts }] of Object.entries(outcomes)) {
    process.stdout.write(
      `${name}: right verdict in ${rightVerdicts} of ${pairs} (${JSON.stringify(verdicts)}); all tags right in ${rightPairs}, ${rightTags} of ${tags} tags\n`,
    );
  }
}
