import type { Command } from 'commander';
import type { ClusterCountCurve, LevelCountCurve } from '@understory/core';
import { InvalidInputError } from '@understory/core';
import pc from 'picocolors';
import { createContext } from '../context.ts';
import type { Run } from '../run/run.type.ts';
import type { Workspace } from '../workspace.ts';
import { findRun } from './find-run.ts';
import { readCount } from './read-count.ts';
import { printResult, withWorkspace } from './with-workspace.ts';

/** `understory outliers`, `cluster-count` and `level-count`: what a run left out of its clusters, and why it has so many. */
export function addOutlierCommands(program: Command): void {
  program
    .command('outliers')
    .description('List the conversations that are too far from every topic of a run to belong to one, farthest first.')
    .argument('<run>', 'id, beginning of an id, name, or `latest`')
    .option('--first <count>', 'how many', '20')
    .option('--json', 'print the result as JSON', false)
    .action(async (reference: string, { first, json }: { first: string; json: boolean }) => {
      await withWorkspace(async (workspace) => {
        const count = readCount('--first', first, 1000);
        const run = await findRun(workspace, reference);
        const [totals] = await workspace.outliers.listTotals([run.id]);
        if (totals === undefined) {
          throw new InvalidInputError(
            `The run "${run.name}" puts every conversation into a topic (or has no tree yet). ` +
              'Start one with `--set cluster.outliers=true` to have outliers left out.',
          );
        }
        const outliers = await listOutliers(workspace, run, count);
        const share = totals.count / Math.max(1, run.conversationCount);
        const result = { run: run.id, count: totals.count, share, threshold: totals.threshold, outliers };
        printResult(json, result, () =>
          [
            `${totals.count} of ${run.conversationCount} conversations (${(100 * share).toFixed(1)} %) are outliers.`,
            ...outliers.flatMap(({ distance, summary, chatId, nearestTopic }) => [
              `${distance.toFixed(2)}  ${summary}`,
              pc.dim(`      ${chatId} · nearest: ${nearestTopic}`),
            ]),
          ].join('\n'),
        );
      });
    });
  program
    .command('cluster-count')
    .description('Show how a run chose its number of clusters: stability and silhouette of each number it tried.')
    .argument('<run>', 'id, beginning of an id, name, or `latest`')
    .option('--json', 'print the curve as JSON', false)
    .action(async (reference: string, { json }: { json: boolean }) => {
      await withWorkspace(async (workspace) => {
        const run = await findRun(workspace, reference);
        const curve = await workspace.outliers.findCountCurve(run.id);
        if (curve === null) {
          throw new InvalidInputError(
            `The run "${run.name}" was given its number of clusters (or has none yet). ` +
              'Start one with `--set cluster.k=auto` to have it chosen.',
          );
        }
        printResult(json, curve, () => formatClusterCounts(curve));
      });
    });
  program
    .command('level-count')
    .description("Show how a run chose its tree's number of levels: stability and silhouette of each number it tried.")
    .argument('<run>', 'id, beginning of an id, name, or `latest`')
    .option('--json', 'print the curve as JSON', false)
    .action(async (reference: string, { json }: { json: boolean }) => {
      await withWorkspace(async (workspace) => {
        const run = await findRun(workspace, reference);
        const curve = await workspace.outliers.findLevelCurve(run.id);
        if (curve === null) {
          throw new InvalidInputError(
            `The run "${run.name}" did not choose its number of levels from its clusters (or has no tree yet, or too few ` +
              'clusters). Start one with `--set tree.levels=auto` to have it chosen.',
          );
        }
        printResult(json, curve, () => formatLevelCounts(curve));
      });
    });
}

/** An outlier as the command prints it. */
interface ListedOutlier {
  chatId: string;
  summary: string;
  distance: number;
  nearestTopic: string;
}

async function listOutliers(workspace: Workspace, run: Run, count: number): Promise<ListedOutlier[]> {
  const { loaders } = createContext(workspace, { readsLocalFiles: false });
  const found = (await workspace.outliers.page(run.id, { limit: count, after: null })).slice(0, count);
  return Promise.all(
    found.map(async ({ position, nearestIndex, distance }) => {
      const [summary, conversation, tree] = await Promise.all([
        loaders.summaryAt.load({ runId: run.id, position }),
        loaders.conversationAt.load({ datasetId: run.datasetId, position }),
        loaders.tree.load(run.id),
      ]);
      const nearestTopic = tree.clusters[nearestIndex]?.name ?? '';
      return { chatId: conversation?.chatId ?? '', summary: summary?.summary ?? '', distance, nearestTopic };
    }),
  );
}

const BAR_WIDTH = 24;

function formatClusterCounts({ candidates, ...curve }: ClusterCountCurve): string {
  const tried = candidates.map(({ k, clusterSize, ...measured }) => ({ count: k, other: clusterSize, ...measured }));
  return formatCurve('clusters  size', { ...curve, candidates: tried });
}

function formatLevelCounts({ candidates, ...curve }: LevelCountCurve): string {
  const tried = candidates.map(({ levels, roots, ...measured }) => ({ count: levels, other: roots, ...measured }));
  return formatCurve('  levels roots', { ...curve, candidates: tried });
}

/** What the choices of a number of clusters and of levels have in common. */
type Measured = Pick<
  LevelCountCurve['candidates'][number],
  'stability' | 'stabilityDeviation' | 'silhouette' | 'score'
>;
interface TriedCounts {
  candidates: (Measured & { count: number; other: number })[];
  chosen: number;
  sentence: string;
}

/**
 * A table with a bar for each score; the chosen line is marked.
 *
 * @param columns - the names of the first two, 8 and 6 letters wide.
 */
function formatCurve(columns: string, { candidates, chosen, sentence }: TriedCounts): string {
  const best = Math.max(...candidates.map(({ score }) => score));
  const rows = candidates.map(({ count, other, stability, stabilityDeviation, silhouette, score }, i) => {
    const bar = '█'.repeat(Math.max(0, Math.round((BAR_WIDTH * score) / Math.max(best, Number.EPSILON))));
    const numbers = [
      String(count).padStart(8),
      String(other).padStart(6),
      `${stability.toFixed(2)} ± ${stabilityDeviation.toFixed(2)}`.padStart(13),
      silhouette.toFixed(2).padStart(11),
      score.toFixed(3).padStart(7),
    ].join('');
    return i === chosen ? pc.bold(`${numbers}  ${bar} ← chosen`) : `${numbers}  ${pc.dim(bar)}`;
  });
  return [`${columns}    stability silhouette  score`, ...rows, '', sentence].join('\n');
}
