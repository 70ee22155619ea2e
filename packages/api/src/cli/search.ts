import type { Command } from 'commander';
import { InvalidInputError } from '@understory/core';
import pc from 'picocolors';
import type { Context } from '../context.ts';
import { createContext } from '../context.ts';
import { findClusters, findSimilarConversations, searchRun } from '../search/search-run.ts';
import type { ClusterHit, SearchHit } from '../search/search.type.ts';
import type { Workspace } from '../workspace.ts';
import { findRun } from './find-run.ts';
import { readCount } from './read-count.ts';
import { printResult, withWorkspace } from './with-workspace.ts';

interface SearchCommandOptions {
  first: string;
  json: boolean;
}

/** A hit as the commands print it. */
interface FoundConversation {
  similarity: number | null;
  chatId: string;
  summary: string;
  /** Names from the root to the leaf. */
  path: string[];
}

/** `understory search` and `understory similar`: the conversations of a run nearest to a text, or to one of them. */
export function addSearchCommands(program: Command): void {
  program
    .command('search')
    .description('Find the conversations of a run that are most like a text, and the topics nearest to it.')
    .argument('<run>', 'id, beginning of an id, name, or `latest`')
    .argument('<text...>', 'what to look for, in your own words')
    .option('--first <count>', 'how many conversations', '10')
    .option('--json', 'print the result as JSON', false)
    .action(async (reference: string, words: string[], { first, json }: SearchCommandOptions) => {
      await withWorkspace(async (workspace) => {
        const count = readCount('--first', first, 1000);
        const run = await findRun(workspace, reference);
        const context = openContext(workspace);
        const result = await searchRun(context, run.id, words.join(' '), count);
        const conversations = await describeHits(context, result.hits);
        const clusters = await findClusters(context, result, 5);
        const { method, note } = result;
        const output = { run: run.id, method, note, conversations, topics: await describeClusters(context, clusters) };
        printResult(json, output, () =>
          [
            ...(note === null ? [] : [note, ...(conversations.length === 0 ? [] : [''])]),
            ...conversations.flatMap(formatHit),
            ...(output.topics.length === 0 ? [] : ['', pc.bold('Nearest topics')]),
            ...output.topics.map(({ similarity, path }) => `${formatSimilarity(similarity)}${path.join(' / ')}`),
          ].join('\n'),
        );
      });
    });
  program
    .command('similar')
    .description('Find the conversations of a run that are most like one of them.')
    .argument('<run>', 'id, beginning of an id, name, or `latest`')
    .argument('<chat-id>', 'the conversation, by its chat id')
    .option('--first <count>', 'how many', '10')
    .option('--json', 'print the result as JSON', false)
    .action(async (reference: string, chatId: string, { first, json }: SearchCommandOptions) => {
      await withWorkspace(async (workspace) => {
        const count = readCount('--first', first, 1000);
        const run = await findRun(workspace, reference);
        const position = await workspace.conversations.findPosition(run.datasetId, chatId);
        if (position === null || position >= run.conversationCount) {
          throw new InvalidInputError(`The run "${run.name}" has no conversation with the chat id "${chatId}".`);
        }
        const context = openContext(workspace);
        const hits = await findSimilarConversations(context, { runId: run.id, position }, count);
        if (hits === null) {
          throw new InvalidInputError(`The run "${run.name}" has no embedding of "${chatId}" to compare with.`);
        }
        const conversations = await describeHits(context, hits);
        const isFewer = hits.length < Math.min(count, run.conversationCount - 1);
        printResult(json, { run: run.id, chatId, conversations }, () =>
          [...(isFewer ? [describeFewer(hits.length), ''] : []), ...conversations.flatMap(formatHit)].join('\n'),
        );
      });
    });
}

const openContext = (workspace: Workspace): Context => createContext(workspace, { readsLocalFiles: false });

function describeHits({ loaders }: Context, hits: readonly SearchHit[]): Promise<FoundConversation[]> {
  return Promise.all(
    hits.map(async ({ similarity, summary: { runId, position, summary } }) => {
      const [run, leaf, tree] = await Promise.all([
        loaders.run.load(runId),
        loaders.leafIndex.load({ runId, position }),
        loaders.tree.load(runId),
      ]);
      const conversation = await loaders.conversationAt.load({ datasetId: run?.datasetId ?? '', position });
      const cluster = leaf === null ? undefined : tree.clusters[leaf];
      const path = cluster === undefined ? [] : tree.pathTo(cluster).map(({ name }) => name);
      return { similarity, chatId: conversation?.chatId ?? '', summary, path };
    }),
  );
}

function describeClusters(
  { loaders }: Context,
  hits: readonly ClusterHit[],
): Promise<{ similarity: number | null; id: string; size: number; path: string[] }[]> {
  return Promise.all(
    hits.map(async ({ similarity, cluster }) => {
      const path = (await loaders.tree.load(cluster.runId)).pathTo(cluster).map(({ name }) => name);
      return { similarity, id: cluster.id, size: cluster.size, path };
    }),
  );
}

function describeFewer(count: number): string {
  if (count === 0) return 'No other conversation is like it.';
  return count === 1 ? 'Only one other is like it.' : `Only ${count} others are like it.`;
}

function formatHit({ similarity, chatId, summary, path }: FoundConversation): string[] {
  const place = path.length === 0 ? chatId : `${chatId} · ${path.join(' / ')}`;
  return [`${formatSimilarity(similarity)}${summary}`, pc.dim(`      ${place}`)];
}

function formatSimilarity(similarity: number | null): string {
  return similarity === null ? '   –  ' : `${similarity.toFixed(2).padStart(5)} `;
}
