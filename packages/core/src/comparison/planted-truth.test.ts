import { expect, it } from 'vitest';
import { clusterEmbeddings } from '../cluster/cluster-embeddings.ts';
import type { PlantedPair } from '../testing/plant-runs.ts';
import { plantChanges, plantReseed, plantTree } from '../testing/plant-runs.ts';
import { tagTrees } from './tag-trees.ts';

const DRAWS = 100;

/** What the tags of a pair of runs, each clustered as it would be, get wrong; empty where all are right. */
async function findFaults({ a, b, tags }: PlantedPair, draw: number): Promise<string[]> {
  const treeOf = async (run: PlantedPair['a'], seed: number) =>
    plantTree(run, (await clusterEmbeddings(run.embeddings, { k: run.groupCount, seed })).labels);
  const trees = { a: await treeOf(a, 2 * draw), b: await treeOf(b, 2 * draw + 1) };
  const found = await tagTrees(trees.a, trees.b);
  return tags.flatMap(({ side, group, kind, counterparts }) => {
    const tag = found[side].find(({ cluster }) => trees[side].names[cluster] === group);
    const other = trees[side === 'a' ? 'b' : 'a'].names;
    const named = tag?.counterparts.map(({ cluster }) => other[cluster]).sort();
    const isRight = tag?.kind === kind && (counterparts === null || String(named) === String(counterparts.toSorted()));
    return isRight ? [] : [`${side} ${group}: ${tag?.kind} ${named}`];
  });
}

async function countRight(plant: (seed: number) => PlantedPair): Promise<number> {
  let right = 0;
  for (let draw = 0; draw < DRAWS; draw++) {
    const faults = await findFaults(plant(draw), draw);
    if (faults.length === 0) right++;
  }
  return right;
}

it('gives every cluster its right tag in at least 95 of 100 pairs with splits, mergers, moves, new and dissolved topics', async () => {
  expect(await countRight(plantChanges)).toBeGreaterThanOrEqual(95);
}, 20_000);

it('calls every cluster kept in at least 95 of 100 pairs that differ in their seed alone', async () => {
  expect(await countRight(plantReseed)).toBeGreaterThanOrEqual(95);
}, 20_000);
