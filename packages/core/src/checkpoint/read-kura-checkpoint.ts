import { conversationContentHash } from '../conversation/conversation-content-hash.ts';
import { readKuraJsonl } from '../conversation/read-kura-jsonl.ts';
import type { Summary } from '../summary/summary.ts';
import type { ClusterTree } from '../tree/cluster-tree.ts';
import type { KuraCheckpoint, KuraSource, KuraSources } from './kura-checkpoint.ts';
import { KuraFaults } from './kura-faults.ts';
import { kuraPlaceSchema, kuraSummarySchema } from './kura-rows.ts';
import { readJsonRows } from './read-json-rows.ts';
import type { SummaryIndex } from './read-kura-tree.ts';
import { checkBaseClusters, readKuraTree } from './read-kura-tree.ts';
import { checkOutliers, readOutliers } from './read-outliers.ts';

/**
 * Reads and checks what a Kura run recorded. Conversations are only checked, row by row, and not kept.
 *
 * @throws {InvalidInputError} that lists the faults with file, line and field. A checkpoint is taken whole or not at all.
 */
export async function readKuraCheckpoint(sources: KuraSources): Promise<KuraCheckpoint> {
  const faults = new KuraFaults();
  const chatIds = await readChatIds(sources.conversations, faults);
  const rows = await readSummaries(sources, chatIds, faults);
  faults.throwIfAny();
  const positions = new Map(chatIds.map((chatId, position) => [chatId, position]));
  rows.sort((a, b) => (positions.get(a.summary.chatId) ?? 0) - (positions.get(b.summary.chatId) ?? 0));
  const summaries = rows.map(({ summary }) => summary);
  const index: SummaryIndex = {
    file: sources.summaries.name,
    indexByChatId: new Map(summaries.map(({ chatId }, i) => [chatId, i])),
    chatIds: summaries.map(({ chatId }) => chatId),
    lines: rows.map(({ line }) => line),
  };
  const outliers = await readOutliers(sources.outliers ?? null, index, faults);
  const outlierIds = new Set(outliers?.map(({ chatId }) => chatId));
  const { tree, labels } = await readKuraTree(sources.tree, { ...index, outlierIds }, faults);
  checkOutliers(sources.outliers?.name ?? '', outliers ?? [], tree, faults);
  if (sources.clusters !== null) await checkBaseClusters(sources.clusters, { tree, labels }, index, faults);
  const coordinates = sources.projection === null ? null : await readCoordinates(sources.projection, tree, faults);
  faults.throwIfAny();
  const unsummarised = chatIds.filter((chatId) => !index.indexByChatId.has(chatId));
  return { summaries, unsummarised, tree, labels, outliers, coordinates };
}

async function readChatIds({ name: file, open }: KuraSource, faults: KuraFaults): Promise<string[]> {
  const hashes = new Map<string, string>();
  for await (const row of readKuraJsonl(open())) {
    if (!('conversation' in row)) {
      faults.add({ file, ...row });
      continue;
    }
    const { chatId } = row.conversation;
    const hash = conversationContentHash(row.conversation);
    if ((hashes.get(chatId) ?? hash) !== hash) {
      const reason = `expected one conversation of this id, got "${chatId}" again with other messages`;
      faults.add({ file, line: row.line, field: 'chat_id', reason });
    }
    hashes.set(chatId, hash);
  }
  return [...hashes.keys()];
}

async function readSummaries(
  { summaries: source, conversations }: KuraSources,
  chatIds: readonly string[],
  faults: KuraFaults,
): Promise<{ line: number; summary: Summary }[]> {
  const { name: file } = source;
  const known = new Set(chatIds);
  const lineByChatId = new Map<string, number>();
  const rows: { line: number; summary: Summary }[] = [];
  for await (const { line, row: summary } of readJsonRows(source, kuraSummarySchema, faults)) {
    const earlier = lineByChatId.get(summary.chatId);
    if (earlier !== undefined) {
      const reason = `expected one summary a conversation, got a second one; the first is in line ${earlier}`;
      faults.add({ file, line, field: 'chat_id', reason });
    } else if (!known.has(summary.chatId)) {
      const reason = `expected a conversation of ${conversations.name}, got "${summary.chatId}"`;
      faults.add({ file, line, field: 'chat_id', reason });
    }
    lineByChatId.set(summary.chatId, line);
    rows.push({ line, summary });
  }
  if (rows.length === 0) faults.add({ file, line: null, field: null, reason: 'expected at least one summary' });
  return rows;
}

async function readCoordinates(source: KuraSource, { nodes }: ClusterTree, faults: KuraFaults): Promise<Float32Array> {
  const { name: file } = source;
  const placeOf = new Map(nodes.map(({ id }, place) => [id, place]));
  const coordinates = new Float32Array(2 * nodes.length);
  const lineById = new Map<string, number>();
  for await (const { line, row } of readJsonRows(source, kuraPlaceSchema, faults)) {
    const { id, x_coord: x, y_coord: y } = row;
    const place = placeOf.get(id);
    if (place === undefined) {
      faults.add({ file, line, field: 'id', reason: `expected a cluster of the tree, got "${id}"` });
      continue;
    }
    const earlier = lineById.get(id);
    if (earlier !== undefined) {
      faults.add({ file, line, field: 'id', reason: `expected an id of its own, got that of line ${earlier}` });
    }
    lineById.set(id, line);
    coordinates[2 * place] = x;
    coordinates[2 * place + 1] = y;
  }
  const missing = nodes.filter(({ id }) => !lineById.has(id));
  if (missing.length > 0) {
    const reason = `expected a row for every cluster of the tree; ${missing.length} have none, such as "${missing[0].id}"`;
    faults.add({ file, line: null, field: 'id', reason });
  }
  return coordinates;
}
