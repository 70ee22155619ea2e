import { Arg, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import type { Context } from '../context.ts';
import { ComparisonOptionsInput } from './comparison-computation.type.ts';
import { RunComparison } from './comparison.type.ts';
import { listRunMetrics } from './list-run-metrics.ts';
import { measureAgreementMatrix } from './measure-agreement-matrix.ts';
import { measureConsensus } from './measure-consensus.ts';
import { openMatrixComparisons, openRunMatrix } from './open-run-matrix.ts';
import { RunConsensus, RunMatrix, RunMatrixCell, RunMeasurements } from './run-matrix.type.ts';

@Resolver(() => RunMatrix)
export class RunMatrixResolver {
  @Query(() => RunMatrix, { description: 'Compares 2 … 20 runs over the same dataset, each with each.' })
  runMatrix(
    @Arg('ids', () => [ID], { description: '`Run.id` of 2 … 20 different runs with a tree, over the same dataset.' })
    ids: string[],
    @Arg('options', () => ComparisonOptionsInput, {
      nullable: true,
      description: 'How the first run is compared with the others; the defaults where left out.',
    })
    options: ComparisonOptionsInput | null,
    @Ctx() context: Context,
  ): Promise<RunMatrix> {
    return openRunMatrix(context, ids, options);
  }

  @FieldResolver(() => [RunMatrixCell], { description: 'How far the runs agree, every pair once.' })
  agreement(@Root() { loaded, options }: RunMatrix, @Ctx() { workspace }: Context): Promise<RunMatrixCell[]> {
    return measureAgreementMatrix(workspace, loaded, options);
  }

  @FieldResolver(() => RunConsensus, {
    description: 'What all the runs agree on, and which conversations depend on the run.',
  })
  consensus(@Root() { loaded }: RunMatrix): RunConsensus {
    const consensus = measureConsensus(loaded.runs.map(({ leaves }) => leaves));
    const { pairShare, settledCount, groups, dependents } = consensus;
    return {
      loaded,
      consensus,
      pairShare,
      settledCount,
      dependentCount: dependents.length,
      groupCount: groups.length,
    };
  }

  @FieldResolver(() => [RunComparison], { description: 'The first run with each of the others.' })
  comparisons(@Root() matrix: RunMatrix, @Ctx() context: Context): Promise<RunComparison[]> {
    return openMatrixComparisons(context, matrix);
  }

  @FieldResolver(() => RunMeasurements, {
    description:
      'All numbers of all runs. Asking for it starts the comparisons of the first run with each of the others; what ' +
      'they compute is left out until it is there.',
  })
  async measurements(@Root() matrix: RunMatrix, @Ctx() context: Context): Promise<RunMeasurements> {
    return listRunMetrics(context, matrix.rows, await openMatrixComparisons(context, matrix));
  }
}
