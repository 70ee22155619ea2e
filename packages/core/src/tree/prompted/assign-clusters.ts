import pMap from 'p-map';
import type { ClusterName } from '../../cluster/cluster.ts';
import { generateCheckedObject } from '../../model/generate-checked-object.ts';
import type { LanguageModel } from '../../model/language-model.ts';
import { recordFailure } from '../../model/record-failure.ts';
import type { Matrix } from '../../math/matrix.ts';
import { createMatrix, matrixRow } from '../../math/matrix.ts';
import { normaliseRows } from '../../math/normalise-rows.ts';
import { createRandom } from '../../math/random.ts';
import type { StepOptions } from '../../step-options.ts';
import { choiceSchema, composeAssignmentMessages } from './grouping-prompt.ts';
import { matchName } from './match-name.ts';

export interface AssignClustersOptions extends StepOptions {
  model: LanguageModel;
  seed: number;
  concurrency: number;
  /** What failures call a cluster. */
  itemOf: (cluster: number) => string;
}

/** Of more candidates a cluster is shown those that share most words with it. */
const MAX_CANDIDATES_SHOWN = 80;

/**
 * Asks for every cluster which candidate it belongs to. Each sees the candidates in an order of its own, so that no place
 * in the list is favoured.
 *
 * A cluster whose answer names no candidate, or whose call fails, goes to the candidate whose clusters lie nearest.
 *
 * @param directions - one row per cluster, of unit length or zero.
 * @returns the candidate's index for each cluster; null if no answer at all named a candidate.
 */
export async function assignClusters(
  clusters: readonly ClusterName[],
  candidates: readonly string[],
  directions: Matrix,
  { model, seed, concurrency, itemOf, ...step }: AssignClustersOptions,
): Promise<number[] | null> {
  const random = createRandom(seed);
  const orders = clusters.map((cluster) => listLikely(cluster, random.shuffle([...candidates])));
  let done = 0;
  const choices = await pMap(
    clusters,
    async (cluster, i) => {
      const item = itemOf(i);
      try {
        const { choice } = await generateCheckedObject(model, {
          messages: composeAssignmentMessages(cluster, orders[i]),
          schema: choiceSchema,
          schemaName: 'topic_choice',
          temperature: 0,
          maxOutputTokens: 100,
          item,
          signal: step.signal,
        });
        return matchName(choice, candidates);
      } catch (error) {
        recordFailure(error, { item, substitute: 'it joined the nearest topic' }, step);
        return null;
      } finally {
        step.onProgress?.(++done, clusters.length);
      }
    },
    { concurrency, signal: step.signal },
  );
  return choices.every((choice) => choice === null) ? null : fillFromNearest(choices, candidates.length, directions);
}

/** The candidates that share most words with a cluster, in the order in which they came. */
function listLikely({ name, description }: ClusterName, candidates: readonly string[]): string[] {
  if (candidates.length <= MAX_CANDIDATES_SHOWN) return [...candidates];
  const words = new Set(listWords(`${name} ${description}`));
  const shared = candidates.map((candidate) => listWords(candidate).filter((word) => words.has(word)).length);
  const likely = [...candidates.keys()].sort((a, b) => shared[b] - shared[a] || a - b).slice(0, MAX_CANDIDATES_SHOWN);
  return likely.sort((a, b) => a - b).map((i) => candidates[i]);
}

function listWords(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}]{3,}/gu) ?? [];
}

function fillFromNearest(choices: readonly (number | null)[], count: number, directions: Matrix): number[] {
  const sums = createMatrix(count, directions.columns);
  const isChosen = new Uint8Array(count);
  choices.forEach((choice, i) => {
    if (choice === null) return;
    isChosen[choice] = 1;
    const sum = matrixRow(sums, choice);
    matrixRow(directions, i).forEach((value, t) => (sum[t] += value));
  });
  const centres = normaliseRows(sums);
  return choices.map((choice, i) => {
    if (choice !== null) return choice;
    const row = matrixRow(directions, i);
    let nearest = -1;
    let best = -Infinity;
    for (let j = 0; j < count; j++) {
      const cosine = matrixRow(centres, j).reduce((sum, value, t) => sum + value * row[t], 0);
      if (isChosen[j] === 1 && cosine > best) {
        nearest = j;
        best = cosine;
      }
    }
    return nearest;
  });
}
