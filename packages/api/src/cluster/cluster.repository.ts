import { asc, eq, inArray, sql } from 'drizzle-orm';
import type { Database } from '../db/connect.ts';
import { cluster, runMap } from '../db/schema.ts';
import type { RunPlace } from '../summary/summary.repository.ts';
import type { Cluster } from './cluster.type.ts';

export type ClusterRepository = ReturnType<typeof createClusterRepository>;

/** A stretch of a cluster's members. */
export interface MemberRange {
  runId: string;
  index: number;
  /** Rank of the first, from 0 (nearest to the centroid). */
  offset: number;
  limit: number;
}

/** The map of a run as it is stored. */
export interface StoredMap {
  coordinates: Uint8Array | null;
  leaves: Uint8Array;
  trustworthiness: number | null;
}

/** Reads trees and maps. They are written by `saveTree` and `saveProjection`. */
export function createClusterRepository(db: Database) {
  return {
    /** All clusters of the runs, in the order of their indexes. */
    listOfRuns: (runIds: readonly string[]): Promise<Cluster[]> =>
      db
        .select({
          id: sql<string>`${cluster.runId} || ':' || ${cluster.index}`,
          runId: cluster.runId,
          index: cluster.index,
          key: cluster.key,
          parentIndex: cluster.parentIndex,
          depth: cluster.depth,
          size: cluster.size,
          isLeaf: cluster.isLeaf,
          name: cluster.name,
          description: cluster.description,
          slug: cluster.slug,
          x: cluster.x,
          y: cluster.y,
        })
        .from(cluster)
        .where(inArray(cluster.runId, [...runIds]))
        .orderBy(asc(cluster.runId), asc(cluster.index)),

    /** Positions of the members in each range, in one statement. */
    async findMembers(ranges: readonly MemberRange[]): Promise<number[][]> {
      const rows = await db
        .select({
          place: sql<number>`range.place`,
          bytes: sql<Uint8Array>`substring(${cluster.members} from range.first * 4 + 1 for range.length * 4)`,
        })
        .from(cluster)
        .innerJoin(
          sql`unnest(${sql.param(ranges.map((range) => range.runId))}::uuid[],
            ${sql.param(ranges.map((range) => range.index))}::int[],
            ${sql.param(ranges.map((range) => range.offset))}::int[],
            ${sql.param(ranges.map((range) => range.limit))}::int[])
            with ordinality as range (run_id, index, first, length, place)`,
          sql`${cluster.runId} = range.run_id and ${cluster.index} = range.index`,
        );
      const members: number[][] = ranges.map(() => []);
      for (const { place, bytes } of rows) members[Number(place) - 1] = [...readInt32(bytes)];
      return members;
    },

    /** Index of the leaf of each conversation; null for one without a summary. */
    async findLeaves(places: readonly RunPlace[]): Promise<(number | null)[]> {
      const rows = await db
        .select({
          place: sql<number>`place.place`,
          bytes: sql<Uint8Array>`substring(${runMap.leaves} from place.position * 4 + 1 for 4)`,
        })
        .from(runMap)
        .innerJoin(
          sql`unnest(${sql.param(places.map((place) => place.runId))}::uuid[],
            ${sql.param(places.map((place) => place.position))}::int[])
            with ordinality as place (run_id, position, place)`,
          sql`${runMap.runId} = place.run_id`,
        );
      const leaves: (number | null)[] = places.map(() => null);
      for (const { place, bytes } of rows) {
        const [leaf = -1] = readInt32(bytes);
        leaves[Number(place) - 1] = leaf === -1 ? null : leaf;
      }
      return leaves;
    },

    async findMap(runId: string): Promise<StoredMap | null> {
      const [found] = await db
        .select({ coordinates: runMap.coordinates, leaves: runMap.leaves, trustworthiness: runMap.trustworthiness })
        .from(runMap)
        .where(eq(runMap.runId, runId));
      return found ?? null;
    },
  };
}

/** As `readInt32`. */
export function readFloat32(bytes: Uint8Array): Float32Array {
  return new Float32Array(Uint8Array.from(bytes).buffer);
}

/** Little-endian bytes as numbers; a copy, because the driver's bytes need not be aligned. */
export function readInt32(bytes: Uint8Array): Int32Array {
  return new Int32Array(Uint8Array.from(bytes).buffer);
}
