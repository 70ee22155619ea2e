import type { SQL } from 'drizzle-orm';
import { and, asc, eq, inArray, isNull, sql } from 'drizzle-orm';
import type { Database } from '../db/connect.ts';
import { cluster, run, runMap } from '../db/schema.ts';
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

/** A cluster by its place in the tree of its run. */
export interface ClusterPlace {
  runId: string;
  index: number;
}

/** The map of a run as it is stored. */
export interface StoredMap {
  coordinates: Uint8Array | null;
  leaves: Uint8Array;
  trustworthiness: number | null;
}

/** Clusters that are read at once: more would keep other requests waiting while they are decoded. */
const CLUSTERS_PER_READ = 1000;

const columns = {
  id: sql<string>`${cluster.runId} || ':' || ${cluster.index}`,
  runId: cluster.runId,
  index: cluster.index,
  key: cluster.key,
  parentIndex: cluster.parentIndex,
  depth: cluster.depth,
  size: cluster.size,
  share: sql<number>`${cluster.size}::float8 / nullif(${run.conversationCount}, 0)`,
  isLeaf: cluster.isLeaf,
  name: cluster.name,
  description: cluster.description,
  slug: cluster.slug,
  x: cluster.x,
  y: cluster.y,
};

const isOwnRun = eq(run.id, cluster.runId);

/** Reads trees and maps. They are written by `saveTree` and `saveProjection`. */
export function createClusterRepository(db: Database) {
  return {
    /** All clusters of the runs, in the order of their indexes. */
    async listOfRuns(runIds: readonly string[]): Promise<Cluster[]> {
      const found: Cluster[] = [];
      for (let read = CLUSTERS_PER_READ; read === CLUSTERS_PER_READ;) {
        const last = found.at(-1);
        const isNext =
          last === undefined
            ? undefined
            : sql`(${cluster.runId}, ${cluster.index}) > (${last.runId}::uuid, ${last.index}::int)`;
        const rows = await db
          .select(columns)
          .from(cluster)
          .innerJoin(run, isOwnRun)
          .where(and(inArray(cluster.runId, [...runIds]), isNext))
          .orderBy(asc(cluster.runId), asc(cluster.index))
          .limit(CLUSTERS_PER_READ);
        found.push(...rows);
        read = rows.length;
      }
      return found;
    },

    /** The roots of the runs' trees, those of a run from large to small. */
    listRoots: (runIds: readonly string[]): Promise<Cluster[]> =>
      db
        .select(columns)
        .from(cluster)
        .innerJoin(run, isOwnRun)
        .where(and(inArray(cluster.runId, [...runIds]), isNull(cluster.parentIndex)))
        .orderBy(asc(cluster.runId), asc(cluster.index)),

    /** What stands directly below the clusters, those of a parent from large to small. */
    listChildren: (parents: readonly ClusterPlace[]): Promise<Cluster[]> =>
      db
        .select(columns)
        .from(cluster)
        .innerJoin(run, isOwnRun)
        .innerJoin(unnestPlaces(parents), sql`${cluster.runId} = place.run_id and ${cluster.parentIndex} = place.index`)
        .orderBy(asc(cluster.runId), asc(cluster.index)),

    /** The clusters at these places, in any order; those that are not there are left out. */
    findMany: (places: readonly ClusterPlace[]): Promise<Cluster[]> =>
      db
        .select(columns)
        .from(cluster)
        .innerJoin(run, isOwnRun)
        .innerJoin(unnestPlaces(places), sql`${cluster.runId} = place.run_id and ${cluster.index} = place.index`),

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

function unnestPlaces(places: readonly ClusterPlace[]): SQL {
  return sql`unnest(${sql.param(places.map(({ runId }) => runId))}::uuid[],
    ${sql.param(places.map(({ index }) => index))}::int[]) as place (run_id, index)`;
}

/** As `readInt32`. */
export function readFloat32(bytes: Uint8Array): Float32Array {
  return new Float32Array(new Uint8Array(bytes).buffer);
}

/** Little-endian bytes as numbers; a copy, because the driver's bytes need not be aligned. */
export function readInt32(bytes: Uint8Array): Int32Array {
  return new Int32Array(new Uint8Array(bytes).buffer);
}
