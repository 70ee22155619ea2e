import { Field, Float, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import type { ComparisonPartName, ComparisonStatus } from '../db/comparison-schema.ts';
import type { StepStatus } from '../db/schema.ts';
import { DateTimeISO } from '../graphql/scalars.ts';
import { StepStatusEnum } from '../run/run.type.ts';

export const ComparisonStatusEnum = {
  NOT_STARTED: 'not_started',
  QUEUED: 'queued',
  RUNNING: 'running',
  COMPLETED: 'completed',
  FAILED: 'failed',
  CANCELLED: 'cancelled',
} as const;
registerEnumType(ComparisonStatusEnum, {
  name: 'ComparisonStatus',
  valuesConfig: {
    NOT_STARTED: { description: 'One of the runs has not ended yet.' },
    FAILED: { description: 'startComparison tries again; the parts that are done are kept.' },
    CANCELLED: { description: 'startComparison goes on; the parts that are done are kept.' },
  },
});

const ComparisonPartEnum = {
  STRUCTURE: 'structure',
  AGREEMENT: 'agreement',
  MATCHES: 'matches',
  TAGS: 'tags',
  SUMMARY_QUALITY: 'summary_quality',
  GOLD: 'gold',
  RESEEDS_A: 'reseeds_a',
  RESEEDS_B: 'reseeds_b',
  NOISE_FLOOR: 'noise_floor',
  SILHOUETTE: 'silhouette',
} as const;
registerEnumType(ComparisonPartEnum, { name: 'ComparisonPartName' });

@ObjectType({ description: 'One of the things that are computed of two runs.' })
export class ComparisonPart {
  @Field(() => ComparisonPartEnum)
  name!: ComparisonPartName;

  @Field(() => StepStatusEnum)
  status!: StepStatus;

  @Field(() => Int)
  done!: number;

  @Field(() => Int)
  total!: number;

  @Field(() => DateTimeISO, { nullable: true })
  startedAt!: Date | null;

  @Field(() => DateTimeISO, { nullable: true })
  finishedAt!: Date | null;

  @Field(() => Float, {
    nullable: true,
    description:
      'Most memory that the worker held while it computed this, whatever else it did; null until it is done.',
  })
  peakMemoryBytes!: number | null;
}

@ObjectType({ description: 'How far the worker has come with the costly parts of a comparison.' })
export class ComparisonComputation {
  @Field(() => ID)
  id!: string;

  @Field(() => ComparisonStatusEnum)
  status!: ComparisonStatus | 'not_started';

  @Field(() => String, { nullable: true })
  error!: string | null;

  @Field(() => DateTimeISO, { nullable: true })
  startedAt!: Date | null;

  @Field(() => DateTimeISO, { nullable: true })
  finishedAt!: Date | null;
}

@InputType({ description: 'From `min` to `max` words.' })
export class WordRangeInput {
  @Field(() => Int)
  min!: number;

  @Field(() => Int)
  max!: number;
}

@InputType({ description: 'What a comparison may choose; other choices make another comparison.' })
export class ComparisonOptionsInput {
  @Field(() => Int, {
    nullable: true,
    description: 'How often each run is clustered again under other seeds, in 2 … 32. Default 8.',
  })
  reseedCount?: number | null;

  @Field(() => Int, {
    nullable: true,
    description: 'Most conversations that are clustered again, in 100 … 100,000; beyond, a sample. Default 5,000.',
  })
  sampleSize?: number | null;

  @Field(() => [String], { nullable: true, description: 'Replaces the built-in list of phrases that say nothing.' })
  vaguePhrases?: string[] | null;

  @Field(() => [String], {
    nullable: true,
    description: 'Replaces the built-in list of phrases that no summary should hold.',
  })
  bannedPhrases?: string[] | null;

  @Field(() => WordRangeInput, {
    nullable: true,
    description:
      'Words that every summary of both runs is held to, imported ones too. By default each run is held to what its own ' +
      'summary model asks for.',
  })
  words?: WordRangeInput | null;

  @Field(() => Float, {
    nullable: true,
    description: 'Jaccard index from which a cluster counts as kept, in (0, 1]. Default 0.5.',
  })
  keptFrom?: number | null;

  @Field(() => Float, {
    nullable: true,
    description:
      'Share of a cluster, in [0.5, 1), of which more must be in another for it to be a part of that one. Default 0.5.',
  })
  insideAbove?: number | null;

  @Field(() => Float, {
    nullable: true,
    description:
      'Share of a cluster, in [0, 1], that a second part must hold for it to count as split although its largest part ' +
      'would count as kept. Default 0.2.',
  })
  partFrom?: number | null;

  @Field(() => Int, { nullable: true, description: 'Of resamples and permutations. Default 42.' })
  seed?: number | null;
}
