import { Field, Float, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import type { RunOptions, StepName } from '@understory/core';
import type { RunOrigin, RunStatus, StepStatus } from '../db/schema.ts';
import { createConnectionType } from '../graphql/connection.ts';
import { Base64, DateTimeISO, JsonScalar } from '../graphql/scalars.ts';

export const RunStatusEnum = {
  QUEUED: 'queued',
  RUNNING: 'running',
  PAUSED: 'paused',
  COMPLETED: 'completed',
  COMPLETED_WITH_FAILURES: 'completed_with_failures',
  FAILED: 'failed',
  CANCELLED: 'cancelled',
} as const;
registerEnumType(RunStatusEnum, {
  name: 'RunStatus',
  description: 'Where a run stands. Queued and running ones go on by themselves; all others are at rest.',
  valuesConfig: {
    QUEUED: { description: 'Waits for a worker.' },
    RUNNING: { description: 'A worker executes it; if that dies, another takes it over.' },
    COMPLETED: { description: 'All its steps are done.' },
    FAILED: { description: 'A step could not be done: Run.error says why.' },
    CANCELLED: {
      description: 'By cancelRun. The steps it finished are taken over by a new run with the same options.',
    },
    PAUSED: { description: 'Its budget does not last, or a model server refuses the key; resumeRun goes on.' },
    COMPLETED_WITH_FAILURES: {
      description: 'Finished without the items in Run.failures; retryFailures repeats those.',
    },
  },
});

const RunOriginEnum = { COMPUTED: 'computed', KURA: 'kura' } as const;
registerEnumType(RunOriginEnum, {
  name: 'RunOrigin',
  description: 'Where the results of a run come from.',
  valuesConfig: {
    COMPUTED: { description: 'Computed here.' },
    KURA: { description: 'Imported from a Kura checkpoint, as it was recorded.' },
  },
});

export const StepNameEnum = {
  SUMMARY: 'summary',
  EMBEDDING: 'embedding',
  CLUSTER: 'cluster',
  NAME: 'name',
  TREE: 'tree',
  PROJECTION: 'projection',
} as const;
registerEnumType(StepNameEnum, {
  name: 'StepName',
  description:
    'The steps of a run; each takes what the one before gives: summary, embedding, cluster, name, tree, ' +
    'projection.',
  valuesConfig: {
    SUMMARY: { description: 'Says in a sentence or two what each conversation is about.' },
    EMBEDDING: { description: 'Turns each summary into a vector.' },
    CLUSTER: { description: 'Groups the vectors into base clusters, the leaves of the tree.' },
    NAME: { description: 'Names and describes each base cluster.' },
    TREE: { description: 'Arranges the base clusters under a few roots, and names what is between.' },
    PROJECTION: { description: 'Lays conversations and clusters out on a map.' },
  },
});

export const StepStatusEnum = {
  PENDING: 'pending',
  RUNNING: 'running',
  COMPLETED: 'completed',
  FAILED: 'failed',
  CANCELLED: 'cancelled',
} as const;
registerEnumType(StepStatusEnum, {
  name: 'StepStatus',
  description: 'Where a step of a run, or a part of a comparison, stands.',
  valuesConfig: {
    PENDING: { description: 'Waits for those before it.' },
    RUNNING: { description: 'Is being computed.' },
    COMPLETED: { description: 'Its result is there.' },
    FAILED: { description: 'It could not be computed. In a comparison, the parts behind one that failed have it too.' },
    CANCELLED: {
      description:
        'It was stopped or never begun, because the whole was cancelled or, in a run, a step before it failed.',
    },
  },
});

@ObjectType({ description: 'One step of a run and how far it is.' })
export class Step {
  runId!: string;

  @Field(() => StepNameEnum, { description: 'Which step it is.' })
  name!: StepName;

  @Field(() => StepStatusEnum, { description: 'Where it stands.' })
  status!: StepStatus;

  @Field(() => String, {
    description:
      "Stands for everything that goes into the step's result, 64 hex digits: input, model, options, seed " +
      'and code. Equal ones share their result.',
  })
  fingerprint!: string;

  @Field(() => Int, { description: 'Items done, of `total`; what an item is depends on the step.' })
  done!: number;

  @Field(() => Int, { description: 'Items in all; 0 until the step knows.' })
  total!: number;

  @Field(() => Boolean, { description: 'Whether its result was taken from an earlier run.' })
  isReused!: boolean;

  @Field(() => DateTimeISO, { nullable: true, description: 'When a worker began it last; null before that.' })
  startedAt!: Date | null;

  @Field(() => DateTimeISO, { nullable: true, description: 'When it was done, or failed; null before that.' })
  finishedAt!: Date | null;

  @Field(() => String, { nullable: true, description: 'Why it failed; null otherwise.' })
  error!: string | null;
}

@ObjectType({ description: 'A frozen configuration and its results.' })
export class Run {
  @Field(() => ID, { description: 'Unique; what `run` asks for.' })
  id!: string;

  sequence!: number;
  datasetId!: string;
  datasetContentHash!: string;
  summaryModelVersionId!: string;

  @Field(() => String, { description: 'The given one, or its number, its summary model and its changed options.' })
  name!: string;

  @Field(() => RunStatusEnum, { description: 'Where it stands.' })
  status!: RunStatus;

  @Field(() => String, { nullable: true, description: 'Why it failed or paused; null otherwise.' })
  error!: string | null;

  @Field(() => Float, {
    nullable: true,
    description: 'What its model calls may cost, in US dollars; null for no limit.',
  })
  budgetDollars!: number | null;

  resumptions!: number;

  @Field(() => Int, { description: 'Conversations the run covers: those in the dataset when it was started.' })
  conversationCount!: number;

  @Field(() => RunOriginEnum, { description: 'Whether it was computed here or imported.' })
  origin!: RunOrigin;

  @Field(() => JsonScalar, {
    description:
      'The options that it was started with, defaults filled in, as a JSON object that startRun takes. ' +
      'Empty for an imported run: nobody knows its options.',
  })
  options!: RunOptions | Record<string, never>;

  @Field(() => Int, { description: 'Of all its random choices, in 0 … 2³¹ − 1.' })
  seed!: number;

  @Field(() => String, {
    description: 'Stands for its whole configuration, 64 hex digits. Same fingerprint, same bytes out.',
  })
  fingerprint!: string;

  @Field(() => DateTimeISO, { description: 'When it was started by startRun, or imported.' })
  createdAt!: Date;

  @Field(() => DateTimeISO, { nullable: true, description: 'When a worker first took it up; null while it waits.' })
  startedAt!: Date | null;

  @Field(() => DateTimeISO, { nullable: true, description: 'When it ended; null while it is under way or paused.' })
  finishedAt!: Date | null;
}

export const RunConnection = createConnectionType(Run, 'Run');

@InputType({ description: 'What a run is over and how it is to be done.' })
export class StartRunInput {
  @Field(() => ID, {
    nullable: true,
    description: '`Dataset.id` of what it is over. Required unless summariesFromRunId names a run.',
  })
  datasetId?: string | null;

  @Field(() => ID, {
    nullable: true,
    description:
      '`SummaryModelVersion.id` of what says what is in each conversation. Required unless ' +
      'summariesFromRunId names a run.',
  })
  summaryModelVersionId?: string | null;

  @Field(() => ID, {
    nullable: true,
    description:
      '`Run.id` of a run, computed or imported, whose summaries are taken instead of summarising; the new ' +
      "run covers that run's conversations and has its summary model.",
  })
  summariesFromRunId?: string | null;

  @Field(() => ID, {
    nullable: true,
    description:
      "`Run.id` of a run over the same dataset with a map; this run's map starts from it and is laid over " +
      'it, so that the two can be compared by eye.',
  })
  alignToRunId?: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      'At most 200 characters. By default its number, its summary model, and the settings that differ from ' +
      'the defaults: “#7 generic v1, k 56”.',
  })
  name?: string | null;

  @Field(() => Float, {
    nullable: true,
    description:
      'US dollars, above 0; no limit by default. The run pauses before its model calls cost more. No part ' +
      'of the configuration: it changes no result.',
  })
  budgetDollars?: number | null;

  @Field(() => JsonScalar, {
    nullable: true,
    description:
      'A JSON object of the options that differ from the defaults: see defaultRunOptions. An unknown one is ' +
      'an error.',
  })
  options?: unknown;
}

@ObjectType({ description: 'The map of a run.' })
export class Projection {
  @Field(() => Int, { description: 'Number of conversations n.' })
  count!: number;

  @Field(() => Base64, {
    description:
      'x0, y0, x1, y1, … of the conversations in dataset order: 2n little-endian Float32. ' +
      'NaN for a conversation without a summary.',
  })
  coordinates!: Uint8Array;

  @Field(() => Base64, {
    description:
      "Index into Run.clusters of each conversation's leaf: n little-endian Int32. " +
      '-1 for a conversation without a summary, -2 for an outlier.',
  })
  leaves!: Uint8Array;

  @Field(() => Boolean, {
    description:
      'True for an imported run, which records coordinates of clusters only: every conversation stands where its leaf does.',
  })
  isPlacedByLeaf!: boolean;

  @Field(() => Float, {
    nullable: true,
    description:
      'How far neighbours on the map are neighbours in the embedding, in [0, 1], over neighbourhoods of 15: ' +
      '1 if all are. Null for an imported map, and for fewer than three conversations.',
  })
  trustworthiness!: number | null;
}
