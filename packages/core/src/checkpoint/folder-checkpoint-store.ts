import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Outliers } from '../cluster/cluster.ts';
import type { Conversation } from '../conversation/conversation.ts';
import { readKuraJsonl } from '../conversation/read-kura-jsonl.ts';
import { writeKuraJsonl } from '../conversation/write-kura-jsonl.ts';
import { CheckpointError } from '../error/checkpoint-error.ts';
import { InvalidInputError } from '../error/invalid-input-error.ts';
import type { Summary } from '../summary/summary.ts';
import { listClusterMembers } from '../tree/cluster-members.ts';
import type { ClusterTree } from '../tree/cluster-tree.ts';
import type { CheckpointStore, StepName, StepResults } from './checkpoint-store.ts';
import type { ExportedCurves } from './kura-files.ts';
import {
  CURVES_FILE,
  KURA_FILES,
  OUTLIERS_FILE,
  toKuraCluster,
  toKuraProjectedCluster,
  toKuraSummary,
  toOutlierRow,
} from './kura-files.ts';
import { putTogether, takeApart } from './step-parts.ts';

/** Where the exact results lie; Kura's files beside it are for people and other tools. */
const EXACT_FOLDER = 'understory';

/**
 * Keeps the latest result of each step in a folder, and beside it the files that Kura would write.
 *
 * `understory/<step>.json` with its `.bin` files holds the exact result under its fingerprint. Kura's JSONL files are
 * written from it as far as the run has come: they hold what Kura's types hold, which is less.
 *
 * @example
 * const checkpoints = new FolderCheckpointStore('./checkpoints');
 * await checkpoints.writeConversations(conversations);
 */
export class FolderCheckpointStore implements CheckpointStore {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
  }

  async has(step: StepName, fingerprint: string): Promise<boolean> {
    return (await this.#readHeader(step))?.fingerprint === fingerprint;
  }

  async read<S extends StepName>(step: S, fingerprint: string): Promise<StepResults[S] | null> {
    return (await this.has(step, fingerprint)) ? this.#readLatest(step) : null;
  }

  async write<S extends StepName>(step: S, fingerprint: string, result: StepResults[S]): Promise<void> {
    await mkdir(join(this.#folder, EXACT_FOLDER), { recursive: true });
    const { json, arrays } = takeApart(step, result);
    for (const [path, array] of Object.entries(arrays)) {
      const bytes = new Uint8Array(array.buffer, array.byteOffset, array.byteLength);
      await writeWhole(this.#exactPath(`${step}.${path}.bin`), bytes);
    }
    // The header comes last: a result that has one is whole.
    await writeWhole(this.#exactPath(`${step}.json`), JSON.stringify({ fingerprint, result: json }));
    await this.#writeKuraFile(step);
  }

  /** Writes `conversations.jsonl`. */
  async writeConversations(conversations: Iterable<Conversation> | AsyncIterable<Conversation>): Promise<void> {
    await mkdir(this.#folder, { recursive: true });
    const file = join(this.#folder, KURA_FILES.conversations);
    await pipeline(Readable.from(writeKuraJsonl(conversations)), createWriteStream(file));
  }

  /**
   * Reads `conversations.jsonl`, whoever wrote it.
   *
   * @throws {InvalidInputError} that names the first line that is not a conversation.
   */
  async readConversations(): Promise<Conversation[]> {
    const file = join(this.#folder, KURA_FILES.conversations);
    const conversations: Conversation[] = [];
    for await (const row of readKuraJsonl(createReadStream(file))) {
      if ('reason' in row) {
        throw new InvalidInputError(`${file}, line ${row.line}, ${row.field ?? 'the whole row'}: ${row.reason}`);
      }
      conversations.push(row.conversation);
    }
    return conversations;
  }

  #exactPath(name: string): string {
    return join(this.#folder, EXACT_FOLDER, name);
  }

  async #readHeader(step: StepName): Promise<{ fingerprint: string; result: unknown } | null> {
    const path = this.#exactPath(`${step}.json`);
    const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return null;
      throw error;
    });
    if (text === null) return null;
    try {
      return JSON.parse(text) as { fingerprint: string; result: unknown };
    } catch (cause) {
      throw new CheckpointError(`${path} is not valid JSON. Delete the folder to start over.`, { cause });
    }
  }

  async #readLatest<S extends StepName>(step: S): Promise<StepResults[S]> {
    const header = await this.#readHeader(step);
    if (header === null) throw new CheckpointError(`The folder ${this.#folder} has no result of the step "${step}".`);
    return putTogether(step, header.result, (path) => readFile(this.#exactPath(`${step}.${path}.bin`)));
  }

  async #writeKuraFile(step: StepName): Promise<void> {
    if (step === 'embedding' || step === 'cluster') return;
    const { summaries } = await this.#readLatest('summary');
    if (step === 'summary') return this.#writeRows(KURA_FILES.summaries, summaries.map(toKuraSummary));
    const { labels, outliers, countCurve = null } = await this.#readLatest('cluster');
    const chatIdsOf = (members: Int32Array): string[] => Array.from(members, (index) => summaries[index].chatId);
    // Kura's base clusters have the ids that the tree gives its leaves, so the file can only be written with the tree.
    if (step === 'name') return undefined;
    const tree = await this.#readLatest('tree');
    const members = listClusterMembers(tree, labels).map(chatIdsOf);
    if (step === 'tree') {
      const leaves = tree.nodes.flatMap((node, i) =>
        node.baseCluster === null ? [] : [toKuraCluster({ ...node, parentId: null }, members[i])],
      );
      await this.#writeRows(KURA_FILES.clusters, leaves);
      await this.#writeOutliers(outliers, summaries, tree);
      await this.#writeCurves({ clusterCount: countCurve, levelCount: tree.levelCurve ?? null });
      return this.#writeRows(
        KURA_FILES.tree,
        tree.nodes.map((node, i) => toKuraCluster(node, members[i])),
      );
    }
    const { clusters } = await this.#readLatest('projection');
    const projected = tree.nodes.map((node, i) =>
      toKuraProjectedCluster(node, members[i], clusters[2 * i], clusters[2 * i + 1]),
    );
    return this.#writeRows(KURA_FILES.projection, projected);
  }

  /** No file where nobody asked for outliers; one of an earlier run would speak for this one. */
  async #writeOutliers(
    outliers: Outliers | undefined,
    summaries: readonly Summary[],
    { nodes }: ClusterTree,
  ): Promise<void> {
    if (outliers === undefined) return rm(join(this.#folder, OUTLIERS_FILE), { force: true });
    const idOf = new Map(nodes.map(({ id, baseCluster }) => [baseCluster, id]));
    const rows = Array.from(outliers.items, (item, rank) =>
      toOutlierRow(summaries[item].chatId, idOf.get(outliers.nearestClusters[rank]) ?? '', outliers.distances[rank]),
    );
    return this.#writeRows(OUTLIERS_FILE, rows);
  }

  /** No file where nothing was chosen, for the same reason. */
  async #writeCurves(curves: ExportedCurves): Promise<void> {
    const path = join(this.#folder, CURVES_FILE);
    if (curves.clusterCount === null && curves.levelCount === null) return rm(path, { force: true });
    return writeWhole(path, `${JSON.stringify(curves, null, 2)}\n`);
  }

  async #writeRows(file: string, rows: readonly unknown[]): Promise<void> {
    const lines = function* () {
      for (const row of rows) yield `${JSON.stringify(row)}\n`;
    };
    await pipeline(Readable.from(lines()), createWriteStream(join(this.#folder, file)));
  }
}

/** A reader never sees half a file. */
async function writeWhole(path: string, content: string | Uint8Array): Promise<void> {
  await writeFile(`${path}.part`, content);
  await rename(`${path}.part`, path);
}
