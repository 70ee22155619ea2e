import type { EncoderState, Matrix } from '@understory/core';
import { findClusterDirections } from '@understory/core';
import { eq, sql } from 'drizzle-orm';
import { LRUCache } from 'lru-cache';
import { totalmem } from 'node:os';
import { readInt32 } from '../cluster/cluster.repository.ts';
import type { ClusterRepository } from '../cluster/cluster.repository.ts';
import type { Database } from '../db/connect.ts';
import { summary } from '../db/schema.ts';
import type { RunTree } from '../cluster/run-tree.ts';
import type { Step } from '../run/run.type.ts';
import { createDatabaseCheckpointStore } from '../worker/database-checkpoint-store.ts';

/** The embeddings of a run, ready to be searched. */
export interface SearchSpace {
  /** Shape (n, d), rows of unit length or zero. */
  embeddings: Matrix;
  /** What puts new texts into the same space. */
  encoder: EncoderState;
  /** Position in the dataset of the conversation of each row, ascending. */
  positions: Int32Array;
}

/** Where the clusters of a run lie in its space: row i is the direction of cluster i. */
type ClusterDirections = Matrix;

/** A quarter of the memory, at most 2 GB: 100,000 conversations with vectors of 1,536 numbers take 0.6 GB. */
const MOST_BYTES = Math.min(2 * 1024 ** 3, totalmem() / 4);

/**
 * Keeps in memory what was searched last, so that only the first search of a run reads its embeddings. They lie under
 * the fingerprints of their steps, so nothing that is kept grows old.
 */
export function createSearchSpaces(db: Database, clusters: ClusterRepository) {
  const spaces = new LRUCache<string, SearchSpace, { embedding: string; summary: string }>({
    maxSize: MOST_BYTES,
    sizeCalculation: ({ embeddings, encoder, positions }) => {
      const arrays = [embeddings.data, positions, ...Object.values(encoder.arrays)];
      return arrays.reduce((bytes, array) => bytes + array.byteLength, JSON.stringify(encoder.header).length);
    },
    fetchMethod: async (_key, _stale, { context }) => {
      const store = createDatabaseCheckpointStore(db, readNoPositions);
      const [stored, positions] = await Promise.all([
        store.read('embedding', context.embedding),
        listPositions(db, context.summary),
      ]);
      if (stored === null || stored.embeddings.rows !== positions.length) {
        throw new Error(`The embeddings ${context.embedding} do not fit the summaries ${context.summary}.`);
      }
      return { ...stored, positions };
    },
  });
  const directions = new LRUCache<string, ClusterDirections, { tree: RunTree; runId: string; space: SearchSpace }>({
    maxSize: MOST_BYTES / 4,
    sizeCalculation: ({ data }) => data.byteLength + 1,
    fetchMethod: async (_key, _stale, { context: { tree, runId, space } }) => {
      const map = await clusters.findMap(runId);
      const leaves = map === null ? new Int32Array(0) : readInt32(map.leaves);
      return findClusterDirections(
        space.embeddings,
        space.positions.map((position) => leaves[position] ?? -1),
        tree.clusters.map(({ parentIndex }) => parentIndex),
      );
    },
  });

  return {
    /** The space of a run, by its steps; null while it has no embeddings, and for an imported run, which has none. */
    async find(steps: readonly Step[]): Promise<SearchSpace | null> {
      const embedding = findCompleted(steps, 'embedding');
      const summaries = findCompleted(steps, 'summary');
      if (embedding === null || summaries === null) return null;
      const found = await spaces.forceFetch(embedding, { context: { embedding, summary: summaries } });
      return found.embeddings.columns === 0 ? null : found;
    },

    /** The directions of a run's clusters, in the order of its tree; without rows while it has none. */
    findDirections(
      runId: string,
      steps: readonly Step[],
      tree: RunTree,
      space: SearchSpace,
    ): Promise<ClusterDirections> {
      const fingerprint = findCompleted(steps, 'tree') ?? '';
      return directions.forceFetch(`${runId} ${fingerprint}`, { context: { tree, runId, space } });
    },
  };
}

function findCompleted(steps: readonly Step[], name: Step['name']): string | null {
  return steps.find((step) => step.name === name && step.status === 'completed')?.fingerprint ?? null;
}

/**
 * Row i of the embeddings belongs to the i-th summary by position.
 *
 * As one value: 100,000 rows would keep other requests waiting while they are decoded.
 */
async function listPositions(db: Database, fingerprint: string): Promise<Int32Array> {
  const [row] = await db
    .select({ bytes: sql<Buffer | null>`string_agg(int4send(${summary.position}), '' order by ${summary.position})` })
    .from(summary)
    .where(eq(summary.fingerprint, fingerprint));
  // PostgreSQL sends the highest byte first.
  return readInt32(Buffer.from(row?.bytes ?? []).swap32());
}

function readNoPositions(): never {
  throw new Error('Embeddings are only read here.');
}
