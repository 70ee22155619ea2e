import { ArgsType, Field, Float, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import type { ComparisonPartName, ComparisonStatus } from '../db/comparison-schema.ts';
import type { StepStatus } from '../db/schema.ts';
import { DateTimeISO } from '../graphql/scalars.ts';
import { StepStatusEnum } from '../run/run.type.ts';

const ComparisonStatusEnum = {
  QUEUED: 'queued',
  RUNNING: 'running',
  COMPLETED: 'completed',
  FAILED: 'failed',
  CANCELLED: 'cancelled',
} as const;
registerEnumType(ComparisonStatusEnum, {
  name: 'ComparisonStatus',
  description: 'Where the computation of a comparison stands.',
  valuesConfig: {
    FAILED: {
      description:
        'A part could not be computed: `error` says why. startComparison tries again; the parts that are done ' +
        'are kept.',
    },
    CANCELLED: { description: 'By cancelComparison. startComparison goes on; the parts that are done are kept.' },
    QUEUED: { description: 'Waits for a worker.' },
    RUNNING: { description: 'A worker computes its parts one after the other.' },
    COMPLETED: { description: 'All its parts are there.' },
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
registerEnumType(ComparisonPartEnum, {
  name: 'ComparisonPartName',
  description: 'The parts of a comparison.',
  valuesConfig: {
    STRUCTURE: { description: 'The shapes of both trees: `RunComparison.structure`.' },
    AGREEMENT: { description: 'How far leaves and roots agree: `RunComparison.agreement`.' },
    MATCHES: { description: 'Leaves and roots matched one to one: `RunComparison.matches`.' },
    TAGS: { description: 'What became of every cluster: `RunComparison.clusterTags`.' },
    SUMMARY_QUALITY: {
      description: "Both runs' summaries held against the conversations: `RunComparison.summaryQuality`.",
    },
    GOLD: { description: 'Both runs against the gold labels: `RunComparison.gold`.' },
    RESEEDS_A: { description: 'Run A clustered again under other seeds, from which its stability is measured.' },
    RESEEDS_B: { description: 'Run B clustered again under other seeds, from which its stability is measured.' },
    NOISE_FLOOR: {
      description: 'The difference of the runs held against what other seeds alone change: `RunComparison.noiseFloor`.',
    },
    SILHOUETTE: { description: 'How well clusters are apart in the embeddings: `RunComparison.silhouette`.' },
  },
});

@ObjectType({ description: 'One of the things that are computed of two runs.' })
export class ComparisonPart {
  @Field(() => ComparisonPartEnum, { description: 'Which part it is.' })
  name!: ComparisonPartName;

  @Field(() => StepStatusEnum, { description: 'Where the part stands.' })
  status!: StepStatus;

  @Field(() => Int, { description: 'How much is done, of `total`; each part counts in a unit of its own.' })
  done!: number;

  @Field(() => Int, { description: 'How much there is to do; 0 until the part knows.' })
  total!: number;

  @Field(() => DateTimeISO, { nullable: true, description: 'When the worker began it last; null before that.' })
  startedAt!: Date | null;

  @Field(() => DateTimeISO, { nullable: true, description: 'When it was done or failed; null before that.' })
  finishedAt!: Date | null;

  @Field(() => Float, {
    nullable: true,
    description:
      'Most memory that the worker held while it computed this, whatever else it did, in bytes; null until ' +
      'it is done.',
  })
  peakMemoryBytes!: number | null;
}

@ObjectType({ description: 'How far the worker has come with the costly parts of a comparison.' })
export class ComparisonComputation {
  @Field(() => ID, {
    description:
      'What `comparisonProgress` and `cancelComparison` ask for. The same runs and options have the same ' +
      'computation.',
  })
  id!: string;

  @Field(() => ComparisonStatusEnum, { description: 'Where it stands.' })
  status!: ComparisonStatus;

  @Field(() => String, { nullable: true, description: 'Why it failed; null otherwise.' })
  error!: string | null;

  @Field(() => DateTimeISO, { nullable: true, description: 'When a worker first took it up; null while it waits.' })
  startedAt!: Date | null;

  @Field(() => DateTimeISO, {
    nullable: true,
    description: 'When it was completed, failed or cancelled; null while it is under way.',
  })
  finishedAt!: Date | null;
}

@InputType({ description: 'From `min` to `max` words.' })
export class WordRangeInput {
  @Field(() => Int, { description: 'Fewest words, in 1 … 1000, at most `max`.' })
  min!: number;

  @Field(() => Int, { description: 'Most words, in 1 … 1000.' })
  max!: number;
}

@InputType({ description: 'What a comparison may choose; other choices make another comparison.' })
export class ComparisonOptionsInput {
  @Field(() => Int, {
    nullable: true,
    description:
      'How often each run is clustered again under other seeds, in 2 … 32; fewer than 5 cannot show a ' +
      'difference. Default 8.',
  })
  reseedCount?: number | null;

  @Field(() => Int, {
    nullable: true,
    description:
      'Most conversations that are clustered again and whose silhouette is measured, in 100 … 100,000; ' +
      'beyond, a sample of that many. Default 5,000.',
  })
  sampleSize?: number | null;

  @Field(() => [String], {
    nullable: true,
    description: 'Replaces the built-in list of phrases that say nothing: at most 500, each of 1 … 80 characters.',
  })
  vaguePhrases?: string[] | null;

  @Field(() => [String], {
    nullable: true,
    description:
      "Replaces the built-in list of phrases that no summary should hold, and those that the runs' summary " +
      'models ban: at most 500, each of 1 … 80 characters.',
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

  @Field(() => Int, {
    nullable: true,
    description:
      "Of resamples, permutations and the draw of conversations that the summaries' numbers are taken on, " +
      'in 0 … 2³¹ − 1. Default 42.',
  })
  seed?: number | null;
}

/** Which runs are compared, and how. */
@ArgsType()
export class ComparisonArgs {
  @Field(() => ID, { description: '`Run.id` of the run called A, which the other is held against.' })
  a!: string;

  @Field(() => ID, { description: '`Run.id` of the run called B, over the same dataset.' })
  b!: string;

  @Field(() => ComparisonOptionsInput, {
    nullable: true,
    description: 'How it is measured; the defaults where left out. Other options make another comparison.',
  })
  options!: ComparisonOptionsInput | null;
}
