import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Conversation } from '../conversation/conversation.ts';
import { readKuraJsonl } from '../conversation/read-kura-jsonl.ts';
import { InvalidInputError } from '../error/invalid-input-error.ts';
import type { KuraCheckpoint, KuraSource, KuraSources } from './kura-checkpoint.ts';
import { KURA_FILES, OUTLIERS_FILE } from './kura-files.ts';
import { readKuraCheckpoint } from './read-kura-checkpoint.ts';

export interface KuraFolderOptions {
  /** The conversations, for a folder that has none of its own. */
  conversationsFile?: string | null;
}

/**
 * Finds the files of a Kura checkpoint folder, without reading them.
 *
 * @throws {InvalidInputError} that names each missing file and says what it would hold.
 */
export async function openKuraFolder(
  folder: string,
  { conversationsFile = null }: KuraFolderOptions = {},
): Promise<KuraSources> {
  const found = await stat(folder).catch(() => null);
  if (!found?.isDirectory()) throw new InvalidInputError(`There is no folder "${folder}".`);
  const conversations = conversationsFile ?? join(folder, KURA_FILES.conversations);
  const required = [
    { path: conversations, holds: 'the conversations; name the file that has them if they lie elsewhere' },
    { path: join(folder, KURA_FILES.summaries), holds: 'one summary a conversation' },
    { path: join(folder, KURA_FILES.tree), holds: 'the clusters of all levels with their parent_id' },
  ];
  const missing: string[] = [];
  for (const { path, holds } of required) if (!(await isFile(path))) missing.push(`  ${path}: ${holds}`);
  if (missing.length > 0) {
    throw new InvalidInputError(`"${folder}" is not a whole Kura checkpoint. Missing:\n${missing.join('\n')}`);
  }
  const optional = async (name: string): Promise<KuraSource | null> =>
    (await isFile(join(folder, name))) ? toSource(join(folder, name)) : null;
  return {
    conversations: toSource(conversations),
    summaries: toSource(join(folder, KURA_FILES.summaries)),
    clusters: await optional(KURA_FILES.clusters),
    tree: toSource(join(folder, KURA_FILES.tree)),
    projection: await optional(KURA_FILES.projection),
    outliers: await optional(OUTLIERS_FILE),
  };
}

/**
 * Reads a Kura checkpoint folder: `conversations.jsonl`, `summaries.jsonl` and `meta_clusters.jsonl`, and where they
 * are there `clusters.jsonl`, `dimensionality.jsonl` and our own `outliers.jsonl`.
 *
 * @throws {InvalidInputError} if a file is missing, or with file, line and field of each fault.
 * @example
 * const { conversations, summaries, tree } = await readKuraFolder('./checkpoints');
 */
export async function readKuraFolder(
  folder: string,
  options: KuraFolderOptions = {},
): Promise<KuraCheckpoint & { conversations: Conversation[] }> {
  const sources = await openKuraFolder(folder, options);
  const checkpoint = await readKuraCheckpoint(sources);
  const conversations = new Map<string, Conversation>();
  for await (const row of readKuraJsonl(sources.conversations.open())) {
    if ('conversation' in row && !conversations.has(row.conversation.chatId)) {
      conversations.set(row.conversation.chatId, row.conversation);
    }
  }
  return { ...checkpoint, conversations: [...conversations.values()] };
}

function toSource(path: string): KuraSource {
  return { name: basename(path), open: () => createReadStream(path) };
}

async function isFile(path: string): Promise<boolean> {
  return (await stat(path).catch(() => null))?.isFile() ?? false;
}
