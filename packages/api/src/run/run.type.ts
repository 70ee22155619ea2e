import { Field, Float, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import type { RunOptions, StepName } from '@understory/core';
import type { RunOrigin, RunStatus, StepStatus } from '../db/schema.ts';
import { createConnectionType } from '../graphql/connection.ts';
import { Base64, DateTimeISO, JsonScalar } from '../graphql/scalars.ts';
import { TreeStructure } from '../comparison/tree-structure.type.ts';

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
registerEnumType(StepNameEnum, { name: 'StepName', description: 'The steps of a run, in their order.' });

export const StepStatusEnum = {
  PENDING: 'pending',
  RUNNING: 'running',
  COMPLETED: 'completed',
  FAILED: 'failed',
  CANCELLED: 'cancelled',
} as const;
registerEnumType(StepStatusEnum, { name: 'StepStatus', description: 'Where a step of a run stands.' });

@ObjectType({ description: 'One step of a run and how far it is.' })
export class Step {
  runId!: string;

  @Field(() => StepNameEnum)
  name!: StepName;

  @Field(() => StepStatusEnum)
  status!: StepStatus;

  @Field(() => String, { description: "Stands for everything that goes into the step's result." })
  fingerprint!: string;

  @Field(() => Int, { description: 'Items done, of `total`.' })
  done!: number;

  @Field(() => Int, { description: '0 until the step knows.' })
  total!: number;

  @Field(() => Boolean, { description: 'True when the result was taken from an earlier run.' })
  reused!: boolean;

  @Field(() => DateTimeISO, { nullable: true })
  startedAt!: Date | null;

  @Field(() => DateTimeISO, { nullable: true })
  finishedAt!: Date | null;

  @Field(() => String, { nullable: true, description: 'Why it failed.' })
  error!: string | null;
}

@ObjectType({ description: 'A frozen configuration and its results.' })
export class Run {
  @Field(() => ID)
  id!: string;

  sequence!: number;
  datasetId!: string;
  datasetContentHash!: string;
  summaryModelVersionId!: string;

  @Field(() => String, { description: 'The given one, or its number, its summary model and its changed options.' })
  name!: string;

  @Field(() => RunStatusEnum)
  status!: RunStatus;

  @Field(() => String, { nullable: true, description: 'Why it failed or paused.' })
  error!: string | null;

  @Field(() => Float, { nullable: true, description: 'What its model calls may cost; null for no limit.' })
  budgetDollars!: number | null;

  resumptions!: number;

  @Field(() => Int, { description: 'Conversations the run covers: those in the dataset when it was started.' })
  conversationCount!: number;

  @Field(() => RunOriginEnum)
  origin!: RunOrigin;

  @Field(() => JsonScalar, { description: 'Empty for an imported run: nobody knows its options.' })
  options!: RunOptions | Record<string, never>;

  @Field(() => Int, { description: 'Of all its random choices.' })
  seed!: number;

  @Field(() => String, { description: 'Same fingerprint, same bytes out.' })
  fingerprint!: string;

  @Field(() => DateTimeISO)
  createdAt!: Date;

  @Field(() => DateTimeISO, { nullable: true })
  startedAt!: Date | null;

  @Field(() => DateTimeISO, { nullable: true })
  finishedAt!: Date | null;
}

export const RunConnection = createConnectionType(Run, 'Run');

@InputType({ description: 'What a run is over and how it is to be done.' })
export class StartRunInput {
  @Field(() => ID, { nullable: true, description: 'Required unless summariesFromRunId names a run.' })
  datasetId?: string | null;

  @Field(() => ID, { nullable: true, description: 'Required unless summariesFromRunId names a run.' })
  summaryModelVersionId?: string | null;

  @Field(() => ID, {
    nullable: true,
    description:
      "Takes the summaries of that run, computed or imported, instead of summarising; the run covers that run's " +
      'conversations and has its summary model.',
  })
  summariesFromRunId?: string | null;

  @Field(() => ID, {
    nullable: true,
    description:
      "Run over the same dataset with a map; this run's map starts from it and is laid over it, so that the two can be " +
      'compared by eye.',
  })
  alignToRunId?: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      'By default its number, its summary model, and the settings that differ from the defaults: “#7 generic v1, k 56”.',
  })
  name?: string | null;

  @Field(() => Float, {
    nullable: true,
    description: 'The run pauses before its model calls cost more. No part of the configuration: it changes no result.',
  })
  budgetDollars?: number | null;

  @Field(() => JsonScalar, {
    nullable: true,
    description: 'Partial options; the rest are defaults. See defaultRunOptions.',
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

@ObjectType()
export class GoldAgreement {
  @Field(() => Int)
  labelCount!: number;

  @Field(() => Int)
  labelledCount!: number;

  @Field(() => Float)
  leafAmi!: number;

  @Field(() => Float)
  leafPurity!: number;

  @Field(() => Float)
  rootAmi!: number;

  @Field(() => Float)
  rootPurity!: number;
}

@ObjectType({ description: "Numbers about a finished run's tree and summaries." })
export class RunStatistics extends TreeStructure {
  @Field(() => Float)
  meanSummaryWords!: number;

  @Field(() => Float, {
    nullable: true,
    description: "Share of summaries inside the model's word range, in [0, 1]; null when it has none.",
  })
  wordRangeCompliance!: number | null;

  @Field(() => GoldAgreement, {
    nullable: true,
    description: 'Agreement of leaves and roots with the gold labels; null without gold labels.',
  })
  goldAgreement!: GoldAgreement | null;
}
