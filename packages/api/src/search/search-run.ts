import type { Matrix } from '@understory/core';
import { findNearest, InvalidInputError } from '@understory/core';
import type { Cluster } from '../cluster/cluster.type.ts';
import type { Context } from '../context.ts';
import type { ConversationPlace } from '../conversation/conversation.repository.ts';
import type { Run } from '../run/run.type.ts';
import type { RunPlace } from '../summary/summary.repository.ts';
import type { SearchSpace } from './search-space.ts';
import type { ClusterHit, SearchHit, SearchResult } from './search.type.ts';

const MAX_TEXT_LENGTH = 10_000;
/** Less is shown as 0.00: nothing in common. */
const LEAST_SIMILARITY = 0.005;

/**
 * Searches the conversations of a run for a text, by the embedding of what the run said of them.
 *
 * Those that have nothing in common with it are left out; the note says so where that makes them fewer than `first`.
 * A text of which the embedding model knows no word is searched for as it stands, in the summaries.
 *
 * @throws {InvalidInputError} if there is no such run, it has no embeddings, or the text is empty or too long.
 */
export async function searchRun(context: Context, runId: string, given: string, first: number): Promise<SearchResult> {
  const run = await context.runs.find(runId);
  if (run === null) throw new InvalidInputError(`There is no run "${runId}".`);
  const text = given.trim();
  if (text === '' || text.length > MAX_TEXT_LENGTH) {
    throw new InvalidInputError(
      `Expected a text of 1 … ${MAX_TEXT_LENGTH} characters to search for, got ${text.length}.`,
    );
  }
  const space = await findSpace(context, runId);
  if (space === null) return searchWords(context, run, text, first, explainMissingSpace(run));
  const vector = await context.embedQuery(run, space, text);
  if (vector === null) {
    const reason = `The embedding of this run knows no word of “${text}”: rare words and the most common ones are not in it.`;
    return searchWords(context, run, text, first, reason);
  }
  const hits = await findNearestSummaries(context, runId, space, vector, { count: first });
  const note = explainFewHits(hits.length, Math.min(first, space.positions.length), space.positions.length);
  return { runId, text, vector, method: 'similarity', note, hits };
}

function explainFewHits(found: number, wanted: number, total: number): string | null {
  if (found === wanted) return null;
  if (found === 0) return `None of the ${total.toLocaleString('en')} conversations is like it.`;
  return `Only ${found.toLocaleString('en')} of ${total.toLocaleString('en')} conversations ${found === 1 ? 'is' : 'are'} like it; the others have nothing in common with it.`;
}

function explainMissingSpace({ name, origin, status }: Run): string {
  if (origin !== 'computed') return `The run “${name}” was imported without embeddings.`;
  if (status === 'completed' || status === 'completed_with_failures') return `The run “${name}” has no embeddings.`;
  throw new InvalidInputError(`The run "${name}" has no embeddings yet: it is ${status}. Search when it is completed.`);
}

async function searchWords(
  { summaries }: Context,
  { id: runId }: Run,
  text: string,
  first: number,
  reason: string,
): Promise<SearchResult> {
  const found = await summaries.page(runId, { limit: first, after: null }, text);
  const hits = found.slice(0, first).map((summary) => ({ similarity: null, summary }));
  const outcome = hits.length === 0 ? 'No summary contains it.' : 'These are summaries that contain it as it stands.';
  return { runId, text, vector: null, method: 'words', note: `${reason} ${outcome}`, hits };
}

/** The conversations nearest to that at a position, but for those that have nothing in common. @returns null if the run has no embedding of it. */
export async function findSimilarConversations(
  context: Context,
  { runId, position }: RunPlace,
  first: number,
): Promise<SearchHit[] | null> {
  const space = await findSpace(context, runId);
  const own = space === null ? -1 : findPosition(space.positions, position);
  if (space === null || own === -1) return null;
  return findNearestSummaries(context, runId, space, readRow(space.embeddings, own), {
    count: first,
    mayFind: (row) => row !== own,
  });
}

/**
 * The conversations nearest to one of a dataset, in a run over it. @returns null if the run has no embedding of it.
 *
 * @throws {InvalidInputError} if there is no such run, or it is over another dataset.
 */
export async function findSimilarInRun(
  context: Context,
  { datasetId, position }: ConversationPlace,
  runId: string,
  first: number,
): Promise<SearchHit[] | null> {
  const run = await context.runs.find(runId);
  if (run?.datasetId !== datasetId) {
    throw new InvalidInputError(`runId: expected a run over the dataset of the conversation, got "${runId}".`);
  }
  return findSimilarConversations(context, { runId, position }, first);
}

/** The conversations nearest to a cluster that it does not hold. @returns null if the run has no embeddings. */
export async function findNearestOutsiders(
  context: Context,
  cluster: Cluster,
  first: number,
): Promise<SearchHit[] | null> {
  const { runId, index, size } = cluster;
  const space = await findSpace(context, runId);
  if (space === null) return null;
  const directions = await findDirections(context, runId, space);
  const members = new Set(await context.loaders.members.load({ runId, index, offset: 0, limit: size }));
  return findNearestSummaries(context, runId, space, readRow(directions, index), {
    count: first,
    mayFind: (row) => !members.has(space.positions[row]),
  });
}

/** The clusters nearest to a cluster, but for those above and below it. @returns null if the run has no embeddings. */
export async function findSimilarClusters(
  context: Context,
  cluster: Cluster,
  first: number,
): Promise<ClusterHit[] | null> {
  const space = await findSpace(context, cluster.runId);
  if (space === null) return null;
  const tree = await context.loaders.tree.load(cluster.runId);
  const path = new Set(tree.pathTo(cluster).map(({ index }) => index));
  const isBelow = (candidate: Cluster): boolean =>
    candidate.depth > cluster.depth && tree.pathTo(candidate)[cluster.depth]?.index === cluster.index;
  const directions = await findDirections(context, cluster.runId, space);
  const hits = await findNearest(readRow(directions, cluster.index), directions, {
    count: first,
    mayFind: (row) => !path.has(row) && !isBelow(tree.clusters[row]),
  });
  return hits.filter(isSimilar).map(({ row, similarity }) => ({ similarity, cluster: tree.clusters[row] }));
}

/** The clusters nearest to what was searched for, or those whose names contain it. */
export async function findClusters(
  context: Context,
  { runId, text, vector }: SearchResult,
  first: number,
): Promise<ClusterHit[]> {
  const tree = await context.loaders.tree.load(runId);
  const space = vector === null ? null : await findSpace(context, runId);
  if (vector === null || space === null) {
    const wanted = text.toLowerCase();
    const named = tree.clusters.filter(({ name }) => name.toLowerCase().includes(wanted));
    return named.slice(0, first).map((cluster) => ({ similarity: null, cluster }));
  }
  const hits = await findNearest(vector, await findDirections(context, runId, space), { count: first });
  return hits.filter(isSimilar).map(({ row, similarity }) => ({ similarity, cluster: tree.clusters[row] }));
}

async function findSpace({ searchSpaces, loaders }: Context, runId: string): Promise<SearchSpace | null> {
  return searchSpaces.find(await loaders.stepsOfRun.load(runId));
}

async function findDirections({ searchSpaces, loaders }: Context, runId: string, space: SearchSpace): Promise<Matrix> {
  const [steps, tree] = await Promise.all([loaders.stepsOfRun.load(runId), loaders.tree.load(runId)]);
  return searchSpaces.findDirections(runId, steps, tree, space);
}

async function findNearestSummaries(
  { loaders }: Context,
  runId: string,
  { embeddings, positions }: SearchSpace,
  vector: Float32Array,
  options: { count: number; mayFind?: (row: number) => boolean },
): Promise<SearchHit[]> {
  const hits = await findNearest(vector, embeddings, options);
  return Promise.all(
    hits.filter(isSimilar).map(async ({ row, similarity }) => {
      const position = positions[row];
      const summary = await loaders.summaryAt.load({ runId, position });
      if (summary === null) throw new Error(`The summary of ${runId} at ${position} is gone.`);
      return { similarity, summary };
    }),
  );
}

function isSimilar({ similarity }: { similarity: number }): boolean {
  return similarity >= LEAST_SIMILARITY;
}

function readRow({ data, columns }: Matrix, row: number): Float32Array {
  return data.subarray(row * columns, (row + 1) * columns);
}

/** Place of a number among ascending ones; −1 if it is not there. */
function findPosition(ascending: Int32Array, wanted: number): number {
  let low = 0;
  let high = ascending.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (ascending[middle] < wanted) low = middle + 1;
    else high = middle;
  }
  return ascending[low] === wanted ? low : -1;
}
