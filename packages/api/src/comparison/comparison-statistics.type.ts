import { Field, Float, Int, ObjectType, registerEnumType } from 'type-graphql';
import type { Verdict } from '@understory/core';
import { Cluster } from '../cluster/cluster.type.ts';

export const ComparedSideEnum = { A: 'a', B: 'b' } as const;
registerEnumType(ComparedSideEnum, { name: 'ComparedSide', description: 'One of the two runs of a comparison.' });
export type ComparedSide = 'a' | 'b';

export const BetterEnum = { HIGHER: 'higher', LOWER: 'lower' } as const;
registerEnumType(BetterEnum, {
  name: 'BetterDirection',
  description: 'Which direction of a number is an improvement.',
});

export const VerdictEnum = {
  DIFFERENT: 'DIFFERENT',
  WITHIN_NOISE: 'WITHIN_NOISE',
  SAME: 'SAME',
  CANNOT_TELL: 'CANNOT_TELL',
} as const;
registerEnumType(VerdictEnum, {
  name: 'VerdictKind',
  valuesConfig: {
    DIFFERENT: { description: 'The runs agree less than either agrees with itself under other seeds, beyond chance.' },
    WITHIN_NOISE: { description: 'They agree about as much as a run with itself under other seeds.' },
    SAME: { description: 'Every partition is the same.' },
    CANNOT_TELL: { description: 'Too few reseeds, one run too unstable, or nothing to cluster again.' },
  },
});

export const StabilityEnum = { STABLE: 'STABLE', DOUBTFUL: 'DOUBTFUL', UNSTABLE: 'UNSTABLE' } as const;
export type StabilityKind = keyof typeof StabilityEnum;
registerEnumType(StabilityEnum, {
  name: 'StabilityKind',
  valuesConfig: {
    STABLE: { description: 'At least 0.75: the cluster is there whatever the seed.' },
    DOUBTFUL: { description: 'From 0.6: a pattern with doubtful borders.' },
    UNSTABLE: { description: 'Below 0.6: it may be an accident of the seed.' },
  },
});

@ObjectType('Estimate', { description: 'A number with its 95 % interval.' })
export class EstimateOfRun {
  @Field(() => Float)
  value!: number;

  @Field(() => Float, { nullable: true })
  low!: number | null;

  @Field(() => Float, { nullable: true })
  high!: number | null;

  @Field(() => Int, { description: 'Items that it rests on.' })
  count!: number;

  @Field(() => String, { description: 'How the interval was made: `wilson`, `student-t`, `bootstrap`, …' })
  method!: string;
}

@ObjectType('PairedDifference', { description: 'B − A over the same conversations, with its 95 % interval.' })
export class DifferenceOfRuns extends EstimateOfRun {
  @Field(() => Float, { nullable: true, description: 'Two-sided; null where nothing can be tested.' })
  pValue!: number | null;

  @Field(() => String)
  test!: string;
}

@ObjectType({ description: 'Agreement between pairs of partitions.' })
export class AgreementSpread {
  @Field(() => Float)
  mean!: number;

  @Field(() => Float)
  standardDeviation!: number;

  @Field(() => Float)
  lowest!: number;

  @Field(() => Float)
  highest!: number;

  @Field(() => Int)
  pairs!: number;
}

@ObjectType({
  description:
    'What other seeds alone change, by the adjusted Rand index of the leaves. The numbers are null where it could not ' +
    'be measured; `sentence` says why.',
})
export class NoiseFloor {
  @Field(() => VerdictEnum)
  verdict!: Verdict;

  @Field(() => String, { description: 'The verdict in plain words, with its numbers.' })
  sentence!: string;

  @Field(() => [String], { description: 'What limits the verdict, in plain words.' })
  remarks!: string[];

  @Field(() => Int, { description: 'How often each run was clustered again.' })
  reseedCount!: number;

  @Field(() => Int, { description: 'Conversations that were clustered again.' })
  conversationCount!: number;

  @Field(() => AgreementSpread, { nullable: true, description: 'Among partitions of A under other seeds.' })
  spreadA!: AgreementSpread | null;

  @Field(() => AgreementSpread, { nullable: true, description: 'Among partitions of B under other seeds.' })
  spreadB!: AgreementSpread | null;

  @Field(() => AgreementSpread, { nullable: true, description: 'Between those of A and those of B.' })
  across!: AgreementSpread | null;

  @Field(() => Float, { nullable: true, description: 'Between the clusters of the two runs as they are.' })
  stored!: number | null;

  @Field(() => Float, {
    nullable: true,
    description:
      'How far `across` lies from the lower of the two spreads, in standard deviations; null without spread.',
  })
  zScore!: number | null;

  @Field(() => Float, { nullable: true, description: 'How likely two runs of one kind come out as far apart.' })
  pValue!: number | null;
}

@ObjectType({ description: 'How well a cluster survives other seeds, in whatever depth.' })
export class ClusterStability {
  @Field(() => Cluster)
  cluster!: Cluster;

  @Field(() => Float, {
    description: 'Mean Jaccard index with the most similar cluster under another seed, in [0, 1].',
  })
  stability!: number;

  @Field(() => StabilityEnum)
  kind!: StabilityKind;
}

@ObjectType({ description: 'A number of the summaries, of both runs.' })
export class SummaryMetric {
  @Field(() => String)
  name!: string;

  @Field(() => String, { description: 'In plain words.' })
  label!: string;

  @Field(() => Boolean, { description: 'Whether it is a share in [0, 1].' })
  isShare!: boolean;

  @Field(() => BetterEnum, { nullable: true })
  better!: 'higher' | 'lower' | null;

  @Field(() => EstimateOfRun, { nullable: true, description: 'Null where A has no such number.' })
  a!: EstimateOfRun | null;

  @Field(() => EstimateOfRun, { nullable: true })
  b!: EstimateOfRun | null;

  @Field(() => DifferenceOfRuns, { nullable: true, description: 'Over the conversations where both have a value.' })
  difference!: DifferenceOfRuns | null;

  @Field(() => Float, { nullable: true, description: "After Holm's correction for the number of metrics." })
  adjustedPValue!: number | null;

  @Field(() => ComparedSideEnum, { nullable: true, description: 'The better run, where chance can be ruled out.' })
  winner!: ComparedSide | null;
}

@ObjectType({ description: 'A text and how often it was found.' })
export class CountedText {
  @Field(() => String)
  text!: string;

  @Field(() => Int)
  count!: number;
}

@ObjectType({ description: 'What stands in the summaries of a run, most frequent first.' })
export class SummaryFindings {
  @Field(() => Int, { description: 'Conversations without a summary.' })
  missing!: number;

  @Field(() => [CountedText], { description: 'First three words.' })
  openings!: CountedText[];

  @Field(() => [CountedText])
  vaguePhrases!: CountedText[];

  @Field(() => [CountedText])
  bannedPhrases!: CountedText[];

  @Field(() => [CountedText], { description: 'Names in summaries that their conversations lack.' })
  unsupportedNames!: CountedText[];

  @Field(() => [CountedText], { description: 'Summaries that occur more than once.' })
  mostRepeated!: CountedText[];

  @Field(() => [CountedText], { description: 'Kinds of personal data; the data itself is not kept.' })
  personalData!: CountedText[];
}

@ObjectType({ description: 'The summaries of both runs, held against the conversations without a language model.' })
export class SummaryQualityComparison {
  @Field(() => [SummaryMetric])
  metrics!: SummaryMetric[];

  @Field(() => SummaryFindings)
  a!: SummaryFindings;

  @Field(() => SummaryFindings)
  b!: SummaryFindings;
}

@ObjectType({ description: 'A score of both runs against the gold labels.' })
export class GoldMetric {
  @Field(() => String, {
    description: '`purity`, `inversePurity`, `adjustedMutualInformation`, `macroF1`, `leaveOneOut` or `probe`.',
  })
  name!: string;

  @Field(() => String, { description: 'In plain words.' })
  label!: string;

  @Field(() => String, { nullable: true, description: '`roots`, `depth 1`, …, `leaves`; null for the whole run.' })
  level!: string | null;

  @Field(() => EstimateOfRun)
  a!: EstimateOfRun;

  @Field(() => EstimateOfRun)
  b!: EstimateOfRun;

  @Field(() => DifferenceOfRuns)
  difference!: DifferenceOfRuns;

  @Field(() => Boolean, { description: 'Whether there are enough labels and the interval leaves out 0.' })
  isClear!: boolean;

  @Field(() => String)
  sentence!: string;
}

@ObjectType({ description: 'Both runs against the gold labels of the dataset. No step of a run has seen them.' })
export class GoldComparison {
  @Field(() => Int)
  labelledCount!: number;

  @Field(() => Int)
  labelCount!: number;

  @Field(() => [GoldMetric], { description: 'Empty without labels; `warnings` says why.' })
  metrics!: GoldMetric[];

  @Field(() => [String], { description: 'Where there are too few labels to tell, in plain words.' })
  warnings!: string[];
}
