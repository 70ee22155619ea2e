import { Arg, Ctx, FieldResolver, Float, ID, Int, Mutation, Query, Resolver, Root, Subscription } from 'type-graphql';
import { Cluster } from '../cluster/cluster.type.ts';
import { findRoots } from '../cluster/walk-tree.ts';
import type { Context } from '../context.ts';
import { InvalidInputError, runOptionsSchema } from '@understory/core';
import { Dataset } from '../dataset/dataset.type.ts';
import type { Connection } from '../graphql/connection.ts';
import { beginSubscription } from '../graphql/begin-subscription.ts';
import { AFTER, describeFirst, readPage, toConnection } from '../graphql/connection.ts';
import type { RunFailure } from '../failure/failure.type.ts';
import { RunFailureConnection } from '../failure/failure.type.ts';
import { loadExisting } from '../graphql/load-by-id.ts';
import { JsonScalar } from '../graphql/scalars.ts';
import { Summary, SummaryConnection } from '../summary/summary.type.ts';
import { SummaryModelVersion } from '../summary-model/summary-model.type.ts';
import { sumUsage } from '../model-call/sum-usage.ts';
import { Usage } from '../model-call/usage.type.ts';
import { cancelRun, deleteRun } from './end-run.ts';
import { measureRun } from './measure-run.ts';
import { RunStatistics } from './run-statistics.type.ts';
import { Projection, Run, RunConnection, StartRunInput, Step } from './run.type.ts';
import { resumeRun, retryFailures } from './resume-run.ts';
import { startRun } from './start-run.ts';
import { watchRun } from './watch-run.ts';

@Resolver(() => Run)
export class RunResolver {
  @Query(() => RunConnection, { description: 'Runs, newest first.' })
  async runs(
    @Arg('datasetId', () => ID, {
      nullable: true,
      description: '`Dataset.id`: only the runs over this dataset; all by default.',
    })
    datasetId: string | null,
    @Arg('first', () => Int, describeFirst()) first: number | null,
    @Arg('after', () => String, AFTER) after: string | null,
    @Ctx() { runs, datasets }: Context,
  ): Promise<Connection<Run>> {
    const page = readPage({ first, after });
    const ofDataset = datasetId ?? null;
    if (ofDataset !== null && (await datasets.find(ofDataset)) === null) {
      throw new InvalidInputError(`There is no dataset "${ofDataset}".`);
    }
    const [found, count] = await Promise.all([runs.page(ofDataset, page), runs.count(ofDataset)]);
    return toConnection(found, page, count, (run) => run.sequence);
  }

  @Query(() => Run, { nullable: true, description: 'One run by its id; null if there is none.' })
  run(@Arg('id', () => ID, { description: '`Run.id`' }) id: string, @Ctx() { runs }: Context): Promise<Run | null> {
    return runs.find(id);
  }

  @Query(() => JsonScalar, { description: 'Options of a run with their defaults, as startRun takes them.' })
  defaultRunOptions(): unknown {
    return runOptionsSchema.parse({});
  }

  @Mutation(() => Run, {
    description:
      'Hands a run to the workers and returns at once; runProgress tells how it goes. Steps that an earlier run did ' +
      'with the same data and options are taken from it.',
  })
  startRun(
    @Arg('input', () => StartRunInput, { description: 'What the run is over and how it is to be done.' })
    input: StartRunInput,
    @Ctx() { workspace }: Context,
  ): Promise<Run> {
    return startRun(workspace, input);
  }

  @Mutation(() => Run, {
    description: 'Stops a run; its finished steps are kept. A run that has ended stays as it is.',
  })
  cancelRun(@Arg('id', () => ID, { description: '`Run.id`' }) id: string, @Ctx() { workspace }: Context): Promise<Run> {
    return cancelRun(workspace, id);
  }

  @Mutation(() => ID, {
    description:
      'Removes a run with its comparisons, and the stored results that no other run uses; gives its id ' +
      'back. A run under way is cancelled.',
  })
  deleteRun(
    @Arg('id', () => ID, { description: '`Run.id`' }) id: string,
    @Ctx() { workspace }: Context,
  ): Promise<string> {
    return deleteRun(workspace, id);
  }

  @Subscription(() => Run, {
    subscribe: async ({ args, context }) => {
      const id = String(args.id);
      const { workspace } = context as Context;
      const isThere = (await workspace.runs.find(id)) !== null;
      return beginSubscription(context as Context, { kind: 'run', id, isThere }, () => watchRun(workspace, id));
    },
    description: 'Sends the run at once, then on every change of status or progress, until it has ended or paused.',
  })
  runProgress(@Arg('id', () => ID, { description: '`Run.id`' }) _id: string, @Root() run: Run): Run {
    return run;
  }

  @Mutation(() => Run, { description: 'Goes on with a paused run. Its finished calls are kept.' })
  resumeRun(
    @Arg('id', () => ID, { description: '`Run.id`' }) id: string,
    @Arg('budgetDollars', () => Float, {
      nullable: true,
      description: 'The new budget of the whole run in US dollars, what it has spent included; the old one by default.',
    })
    budgetDollars: number | null,
    @Ctx() { workspace }: Context,
  ): Promise<Run> {
    return resumeRun(workspace, id, budgetDollars ?? null);
  }

  @Mutation(() => Run, { description: 'Repeats the items in Run.failures, and the steps after them.' })
  retryFailures(
    @Arg('id', () => ID, { description: '`Run.id`' }) id: string,
    @Ctx() { workspace }: Context,
  ): Promise<Run> {
    return retryFailures(workspace, id);
  }

  @FieldResolver(() => Usage, { description: 'What its remote models took, over all steps and all attempts at them.' })
  async usage(@Root() { id }: Run, @Ctx() { loaders }: Context): Promise<Usage> {
    return sumUsage(await loaders.usageOfRun.load(id));
  }

  @FieldResolver(() => RunFailureConnection, {
    description:
      'The items that models failed, in the order of the steps. Summaries and these make up all conversations.',
  })
  async failures(
    @Root() { id }: Run,
    @Arg('first', () => Int, describeFirst()) first: number | null,
    @Arg('after', () => String, AFTER) after: string | null,
    @Ctx() { failures }: Context,
  ): Promise<Connection<RunFailure>> {
    const page = readPage({ first, after });
    const [found, count] = await Promise.all([failures.page(id, page), failures.count(id)]);
    return toConnection(found, page, count, (failure) => failure.rank);
  }

  @FieldResolver(() => Dataset, { description: 'The dataset that it is over.' })
  dataset(@Root() { datasetId }: Run, @Ctx() { loaders }: Context): Promise<Dataset> {
    return loadExisting(loaders.dataset, datasetId);
  }

  @FieldResolver(() => SummaryModelVersion, { description: 'What made its summaries.' })
  summaryModelVersion(
    @Root() { summaryModelVersionId }: Run,
    @Ctx() { loaders }: Context,
  ): Promise<SummaryModelVersion> {
    return loadExisting(loaders.summaryModelVersion, summaryModelVersionId);
  }

  @FieldResolver(() => Float, {
    description: 'How far it is, in [0, 1]: the mean over its steps, however long each takes.',
  })
  async progress(@Root() { id }: Run, @Ctx() { loaders }: Context): Promise<number> {
    const steps = await loaders.stepsOfRun.load(id);
    return steps.reduce((sum, step) => sum + progressOf(step), 0) / Math.max(1, steps.length);
  }

  @FieldResolver(() => [Step], { description: "Its steps, in the pipeline's order." })
  steps(@Root() { id }: Run, @Ctx() { loaders }: Context): Promise<Step[]> {
    return loaders.stepsOfRun.load(id);
  }

  @FieldResolver(() => SummaryConnection, {
    description:
      'What it said of each conversation, in dataset order. None of those that its model failed: see `failures`.',
  })
  async summaries(
    @Root() { id }: Run,
    @Arg('first', () => Int, describeFirst()) first: number | null,
    @Arg('after', () => String, AFTER) after: string | null,
    @Arg('search', () => String, {
      nullable: true,
      description:
        'Only those with this text in the summary, the request or the topic, in upper or lower case, at most ' +
        '10,000 characters; all by default.',
    })
    search: string | null,
    @Ctx() { summaries }: Context,
  ): Promise<Connection<Summary>> {
    const page = readPage({ first, after });
    const [found, count] = await Promise.all([
      summaries.page(id, page, search ?? null),
      summaries.count(id, search ?? null),
    ]);
    return toConnection(found, page, count, (summary) => summary.position);
  }

  @FieldResolver(() => Summary, {
    nullable: true,
    description:
      'What it said of the conversation at that position of the dataset; null where there is none, or no ' +
      'summary of it.',
  })
  summaryAt(
    @Root() { id }: Run,
    @Arg('position', () => Int, { description: '`Conversation.position`, from 0.' }) position: number,
    @Ctx() { loaders }: Context,
  ): Promise<Summary | null> {
    return loaders.summaryAt.load({ runId: id, position });
  }

  @FieldResolver(() => [Cluster], {
    description:
      'The whole tree as one flat list, depth first: a parent before its children, siblings from large to ' +
      'small. Empty until the tree step is done; thousands for a large run, of which `rootClusters` and ' +
      '`Cluster.children` show what is wanted.',
  })
  async clusters(
    @Root() { id }: Run,
    @Arg('depth', () => Int, {
      nullable: true,
      description: 'Only the clusters of this depth, 0 for the roots; all by default.',
    })
    depth: number | null,
    @Ctx() { loaders }: Context,
  ): Promise<readonly Cluster[]> {
    const { clusters } = await loaders.tree.load(id);
    return depth === null || depth === undefined ? clusters : clusters.filter((cluster) => cluster.depth === depth);
  }

  @FieldResolver(() => [Cluster], {
    description: 'The clusters without a parent, from large to small; empty until the tree step is done.',
  })
  rootClusters(@Root() { id }: Run, @Ctx() context: Context): Promise<readonly Cluster[]> {
    return findRoots(context, id);
  }

  @FieldResolver(() => Projection, {
    nullable: true,
    description: 'Its map. Null until the projection step is done, and for an imported run without coordinates.',
  })
  async projection(
    @Root() { id, conversationCount, origin }: Run,
    @Ctx() { clusters }: Context,
  ): Promise<Projection | null> {
    const map = await clusters.findMap(id);
    if (map === null || map.coordinates === null) return null;
    const { coordinates, leaves, trustworthiness } = map;
    const isPlacedByLeaf = origin !== 'computed';
    return { count: conversationCount, coordinates, leaves, isPlacedByLeaf, trustworthiness };
  }

  @FieldResolver(() => Run, {
    nullable: true,
    description: 'The run whose map this one is aligned to; null for none, and if that run was deleted.',
  })
  alignedTo(@Root() { options }: Run, @Ctx() { runs }: Context): Promise<Run | null> | null {
    const map = 'projection' in options ? (options.projection.alignTo ?? null) : null;
    return map === null ? null : runs.findByStep('projection', map.projection);
  }

  @FieldResolver(() => RunStatistics, {
    nullable: true,
    description: 'Numbers about its tree and its summaries; null until the tree step is done.',
  })
  statistics(@Root() run: Run, @Ctx() context: Context): Promise<RunStatistics | null> {
    return context.runStatistics.get(run, () => measureRun(context, run));
  }
}

@Resolver(() => Step)
export class StepResolver {
  @FieldResolver(() => Usage, { description: 'What its remote models took, over all attempts.' })
  async usage(@Root() { runId, name }: Step, @Ctx() { loaders }: Context): Promise<Usage> {
    return sumUsage((await loaders.usageOfRun.load(runId)).filter(({ step }) => step === name));
  }

  @FieldResolver(() => Float, { description: 'How far it is, in [0, 1].' })
  progress(@Root() step: Step): number {
    return progressOf(step);
  }

  @FieldResolver(() => Float, {
    nullable: true,
    description: 'From its last start to its end, in milliseconds; null until it has ended.',
  })
  durationMs(@Root() { startedAt, finishedAt }: Step): number | null {
    return startedAt === null || finishedAt === null ? null : finishedAt.getTime() - startedAt.getTime();
  }
}

function progressOf({ status, done, total }: Step): number {
  if (status === 'completed') return 1;
  return total === 0 ? 0 : Math.min(1, done / total);
}
