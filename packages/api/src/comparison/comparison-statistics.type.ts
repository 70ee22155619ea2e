import { Field, Float, Int, ObjectType, registerEnumType } from 'type-graphql';
import type { Verdict } from '@understory/core';
import { Cluster } from '../cluster/cluster.type.ts';
import { createConnectionType } from '../graphql/connection.ts';

export const ComparedSideEnum = { A: 'a', B: 'b' } as const;
registerEnumType(ComparedSideEnum, {
  name: 'ComparedSide',
  description: 'One of the two runs of a comparison.',
  valuesConfig: {
    A: { description: 'The run that was named first, which the other is held against.' },
    B: { description: 'The run that was named second.' },
  },
});
export type ComparedSide = 'a' | 'b';

export const BetterEnum = { HIGHER: 'higher', LOWER: 'lower' } as const;
registerEnumType(BetterEnum, {
  name: 'BetterDirection',
  description: 'Which direction of a number is an improvement.',
  valuesConfig: {
    HIGHER: { description: 'The higher number is the better one.' },
    LOWER: { description: 'The lower number is the better one.' },
  },
});

export const VerdictEnum = {
  DIFFERENT: 'DIFFERENT',
  WITHIN_NOISE: 'WITHIN_NOISE',
  SAME: 'SAME',
  CANNOT_TELL: 'CANNOT_TELL',
} as const;
registerEnumType(VerdictEnum, {
  name: 'VerdictKind',
  description: 'What a comparison of two runs says against the noise of other seeds.',
  valuesConfig: {
    DIFFERENT: {
      description: 'The runs agree less than either agrees with itself under other seeds, beyond chance (p ≤ 0.01).',
    },
    WITHIN_NOISE: { description: 'They agree about as much as a run with itself under other seeds.' },
    SAME: { description: 'Every partition is the same, whatever the seed.' },
    CANNOT_TELL: { description: 'Too few reseeds, one run too unstable, or nothing to cluster again.' },
  },
});

export const StabilityEnum = { STABLE: 'STABLE', DOUBTFUL: 'DOUBTFUL', UNSTABLE: 'UNSTABLE' } as const;
export type StabilityKind = keyof typeof StabilityEnum;
registerEnumType(StabilityEnum, {
  name: 'StabilityKind',
  description: 'How well a cluster survives other seeds, by the bounds of clusterboot in R: see `stability`.',
  valuesConfig: {
    STABLE: { description: 'At least 0.75: the cluster is there whatever the seed.' },
    DOUBTFUL: { description: 'From 0.6: a pattern with doubtful borders.' },
    UNSTABLE: { description: 'Below 0.6: it may be an accident of the seed.' },
  },
});

@ObjectType('Estimate', { description: 'A number with its 95 % interval.' })
export class EstimateOfRun {
  @Field(() => Float, { description: 'The number itself.' })
  value!: number;

  @Field(() => Float, {
    nullable: true,
    description: 'Lower end of the 95 % interval; null where too few items allow none.',
  })
  low!: number | null;

  @Field(() => Float, {
    nullable: true,
    description: 'Upper end of the 95 % interval; null where too few items allow none.',
  })
  high!: number | null;

  @Field(() => Int, {
    description: 'Items that it rests on: conversations, or words for the two numbers of a vocabulary.',
  })
  count!: number;

  @Field(() => String, {
    description:
      'How the interval was made: `wilson`, `student-t`, `agresti-min`, `bootstrap`, `half-samples`, ' +
      '`jackknife` or `asymptotic`.',
  })
  method!: string;
}

@ObjectType('PairedDifference', { description: 'B − A over the same conversations, with its 95 % interval.' })
export class DifferenceOfRuns extends EstimateOfRun {
  @Field(() => Float, {
    nullable: true,
    description:
      'How likely chance alone gives so large a difference, in [0, 1], two-sided; null where nothing can be ' +
      'tested.',
  })
  pValue!: number | null;

  @Field(() => String, {
    description:
      'What the p-value is of: `mcnemar-exact` (shares), `sign-flip` (means), `jackknife-z` (vocabulary) or ' +
      '`none`.',
  })
  test!: string;
}

@ObjectType({
  description:
    'Agreement between pairs of partitions: adjusted Rand indices, 1 for equal partitions, about 0 for ' +
    'unrelated ones.',
})
export class AgreementSpread {
  @Field(() => Float, { description: 'Mean over the pairs.' })
  mean!: number;

  @Field(() => Float, { description: 'Standard deviation between single pairs; 0 for one pair.' })
  standardDeviation!: number;

  @Field(() => Float, { description: 'Of the pair that agrees least.' })
  lowest!: number;

  @Field(() => Float, { description: 'Of the pair that agrees most.' })
  highest!: number;

  @Field(() => Int, { description: 'Pairs of partitions that were compared.' })
  pairs!: number;
}

@ObjectType({
  description:
    'What other seeds alone change, by the adjusted Rand index of the leaves. The numbers are null where it could not ' +
    'be measured; `sentence` says why.',
})
export class NoiseFloor {
  @Field(() => VerdictEnum, { description: 'Whether the runs differ by more than noise.' })
  verdict!: Verdict;

  @Field(() => String, { description: 'The verdict in plain words, with its numbers.' })
  sentence!: string;

  @Field(() => [String], { description: 'What limits the verdict, in plain words; empty where nothing does.' })
  remarks!: string[];

  @Field(() => Int, { description: 'How often each run was clustered again; 0 where it could not be measured.' })
  reseedCount!: number;

  @Field(() => Int, {
    description:
      'Conversations that were clustered again: all that the runs share, or a sample; 0 where it could not ' +
      'be measured.',
  })
  conversationCount!: number;

  @Field(() => AgreementSpread, {
    nullable: true,
    description: "Agreement among partitions of A under other seeds: A's noise.",
  })
  spreadA!: AgreementSpread | null;

  @Field(() => AgreementSpread, {
    nullable: true,
    description: "Agreement among partitions of B under other seeds: B's noise.",
  })
  spreadB!: AgreementSpread | null;

  @Field(() => AgreementSpread, {
    nullable: true,
    description: 'Agreement between partitions of A and partitions of B under other seeds.',
  })
  across!: AgreementSpread | null;

  @Field(() => Float, {
    nullable: true,
    description: 'Adjusted Rand index of the leaves of the two runs as they are; no part of the test.',
  })
  stored!: number | null;

  @Field(() => Float, {
    nullable: true,
    description:
      'How far `across` lies from the lower of the two spreads, in standard deviations of a single ' +
      'agreement; below 0 where the runs agree less. Null without spread.',
  })
  zScore!: number | null;

  @Field(() => Float, {
    nullable: true,
    description:
      'How likely two runs of one kind come out as far apart, in [0, 1]: one-sided permutation test of the ' +
      'adjusted Rand indices.',
  })
  pValue!: number | null;
}

@ObjectType({ description: 'How well a cluster survives other seeds, in whatever depth.' })
export class ClusterStability {
  @Field(() => Cluster, { description: 'The cluster that was sought under other seeds.' })
  cluster!: Cluster;

  @Field(() => Float, {
    description: 'Mean Jaccard index with the most similar cluster under another seed, in [0, 1].',
  })
  stability!: number;

  @Field(() => StabilityEnum, { description: '`stability` in words.' })
  kind!: StabilityKind;
}

export const ClusterStabilityConnection = createConnectionType(ClusterStability, 'ClusterStability');
