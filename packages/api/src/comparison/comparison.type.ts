import { Field, Float, Int, ObjectType, registerEnumType } from 'type-graphql';
import { Cluster } from '../cluster/cluster.type.ts';
import { StoredConversation } from '../conversation/conversation.type.ts';
import type { JsonValue, MatchKind } from '@understory/core';
import { createConnectionType } from '../graphql/connection.ts';
import { JsonScalar } from '../graphql/scalars.ts';
import { Run } from '../run/run.type.ts';
import { Summary } from '../summary/summary.type.ts';
import type { LoadedComparison } from './load-comparison.ts';

const MatchKindEnum = { KEPT: 'KEPT', SPLIT: 'SPLIT', MERGED: 'MERGED', DISSOLVED: 'DISSOLVED', NEW: 'NEW' } as const;
registerEnumType(MatchKindEnum, {
  name: 'MatchKind',
  description: 'What became of a cluster from run A to run B.',
  valuesConfig: {
    KEPT: { description: 'The pair shares at least half of all its conversations (Jaccard index 0.5 or more).' },
    SPLIT: { description: 'At least half of B comes from A, which went elsewhere as well.' },
    MERGED: { description: 'At least half of A is in B, which holds much else.' },
    DISSOLVED: { description: 'No cluster of B holds half of A.' },
    NEW: { description: 'No cluster of A gave half of B.' },
  },
});

@ObjectType({ description: 'A setting in which the two runs differ.' })
export class ConfigurationDifference {
  @Field(() => String, { description: 'Such as `summaryModel` or `options.cluster.k`.' })
  factor!: string;

  @Field(() => JsonScalar, { nullable: true })
  a!: JsonValue;

  @Field(() => JsonScalar, { nullable: true })
  b!: JsonValue;
}

@ObjectType('Agreement', {
  description: 'How far two partitions of the same conversations agree, as scikit-learn measures it.',
})
export class PartitionAgreement {
  @Field(() => Float, { description: '1 for equal partitions, about 0 for unrelated ones.' })
  adjustedRandIndex!: number;

  @Field(() => Float, { description: '1 for equal partitions, about 0 for unrelated ones.' })
  adjustedMutualInformation!: number;

  @Field(() => Float, { description: 'In [0, 1]; not corrected for chance.' })
  normalisedMutualInformation!: number;

  @Field(() => Float, { description: 'In [0, 1]: 1 if every cluster of B lies within one cluster of A.' })
  homogeneity!: number;

  @Field(() => Float, { description: 'In [0, 1]: 1 if every cluster of A lies within one cluster of B.' })
  completeness!: number;

  @Field(() => Float, { description: 'Harmonic mean of homogeneity and completeness.' })
  vMeasure!: number;
}

@ObjectType()
export class ClusterMatch {
  @Field(() => Cluster, { nullable: true })
  a!: Cluster | null;

  @Field(() => Cluster, { nullable: true })
  b!: Cluster | null;

  @Field(() => MatchKindEnum)
  kind!: MatchKind;

  @Field(() => Float, { description: 'Shared conversations divided by all of both, in [0, 1].' })
  jaccard!: number;

  @Field(() => Int)
  shared!: number;
}

@ObjectType({
  description:
    'Over all pairs of the one-to-one matching that maximises the sum of Jaccard indices, weak pairs included, which ' +
    '`matches` shows as dissolved and new.',
})
export class MatchingTotals {
  @Field(() => Float, { description: 'Sum of Jaccard indices divided by the clusters of the side that has more.' })
  meanJaccard!: number;

  @Field(() => Int, { description: 'Conversations that are in both clusters of a pair.' })
  sharedCount!: number;

  @Field(() => Int, { description: 'Pairs with a Jaccard index of at least 0.5.' })
  closePairCount!: number;
}

@ObjectType()
export class ClusterFlow {
  @Field(() => Cluster)
  a!: Cluster;

  @Field(() => Cluster)
  b!: Cluster;

  @Field(() => Int)
  conversationCount!: number;
}

@ObjectType({ description: 'What the two runs made of one conversation.' })
export class ConversationChange {
  @Field(() => StoredConversation)
  conversation!: StoredConversation;

  @Field(() => Summary)
  summaryA!: Summary;

  @Field(() => Summary)
  summaryB!: Summary;

  @Field(() => [Cluster])
  pathA!: Cluster[];

  @Field(() => [Cluster])
  pathB!: Cluster[];

  @Field(() => Float, { description: '1 − Jaccard index of its two leaves, in [0, 1].' })
  change!: number;
}

export const ConversationChangeConnection = createConnectionType(ConversationChange, 'ConversationChange');

@ObjectType({ description: 'Two runs over the same dataset, side by side.' })
export class RunComparison {
  loaded!: LoadedComparison;

  @Field(() => Run)
  a!: Run;

  @Field(() => Run)
  b!: Run;

  @Field(() => Int, { description: 'Conversations both runs cover; everything below is over these.' })
  conversationCount!: number;

  @Field(() => [ConfigurationDifference])
  differences!: ConfigurationDifference[];

  @Field(() => [String], { description: 'Plain sentences on what makes the comparison less than clean.' })
  warnings!: string[];

  @Field(() => String, { description: 'One plain sentence.' })
  verdict!: string;
}
