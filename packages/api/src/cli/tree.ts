import type { Command } from 'commander';
import pc from 'picocolors';
import { formatTree, InvalidInputError } from '@understory/core';
import { findRun } from './find-run.ts';
import { printResult, withWorkspace } from './with-workspace.ts';

interface TreeCommandOptions {
  depth?: string;
  namesOnly: boolean;
  json: boolean;
}

/** `understory tree`: the topics of a run, drawn for a terminal. */
export function addTreeCommand(program: Command): void {
  program
    .command('tree')
    .description("Draw a run's tree of topics with counts and descriptions.")
    .argument('<run>', 'id, beginning of an id, name, or `latest`')
    .option('--depth <levels>', 'how many levels (default: all)')
    .option('--names-only', 'leave the descriptions out', false)
    .option('--json', 'print the nodes as JSON, depth first', false)
    .action(async (reference: string, { depth, namesOnly, json }: TreeCommandOptions) => {
      const levels = depth === undefined ? Infinity : Number(depth);
      if (!(levels >= 1)) throw new InvalidInputError(`Expected --depth to be at least 1, got "${depth}".`);
      await withWorkspace(async (workspace) => {
        const run = await findRun(workspace, reference);
        const nodes = (await workspace.clusters.listOfRuns([run.id])).filter((node) => node.depth < levels);
        if (nodes.length === 0) {
          throw new InvalidInputError(`The run "${run.name}" has no tree (it is ${run.status}).`);
        }
        const [outliers] = await workspace.outliers.listTotals([run.id]);
        printResult(json, nodes, () =>
          formatTree(nodes, {
            namesOnly,
            outlierCount: outliers?.count ?? null,
            width: process.stdout.columns ?? 100,
            style: { name: (text) => pc.bold(text), count: (text) => pc.green(text), dim: (text) => pc.dim(text) },
          }),
        );
      });
    });
}
