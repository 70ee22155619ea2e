import { setImmediate } from 'node:timers/promises';
import { Arg, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import { measureAgreement } from '@understory/core';
import type { Context } from '../context.ts';
import { labelsAtDepth } from './load-comparison.ts';
import { loadRuns } from './load-runs.ts';
import { measureConsensus } from './measure-consensus.ts';
import { describeTree } from './measure-trees.ts';
import { RunConsensus, RunMatrix, RunMatrixCell } from './run-matrix.type.ts';

@Resolver(() => RunMatrix)
export class RunMatrixResolver {
  @Query(() => RunMatrix, { description: 'Compares 2 … 20 runs over the same dataset, each with each.' })
  async runMatrix(@Arg('ids', () => [ID]) ids: string[], @Ctx() context: Context): Promise<RunMatrix> {
    const loaded = await loadRuns(context, ids);
    return {
      loaded,
      conversationCount: loaded.conversationCount,
      rows: loaded.runs.map(({ run, tree }) => ({ run, structure: describeTree(tree) })),
    };
  }

  @FieldResolver(() => [RunMatrixCell], { description: 'Every pair once.' })
  async agreement(@Root() { loaded: { runs } }: RunMatrix): Promise<RunMatrixCell[]> {
    const roots = runs.map((run) => labelsAtDepth(run, 0));
    const cells: RunMatrixCell[] = [];
    for (let a = 0; a < runs.length; a++) {
      for (let b = a + 1; b < runs.length; b++) {
        cells.push({
          a,
          b,
          leaves: measureAgreement(runs[a].leaves, runs[b].leaves),
          roots: measureAgreement(roots[a], roots[b]),
        });
        await setImmediate();
      }
    }
    return cells;
  }

  @FieldResolver(() => RunConsensus)
  consensus(@Root() { loaded: { runs } }: RunMatrix): RunConsensus {
    return measureConsensus(runs.map(({ leaves }) => leaves));
  }
}
