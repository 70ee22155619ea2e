import { Field, Float, Int, ObjectType, registerEnumType } from 'type-graphql';
import { Cluster } from '../cluster/cluster.type.ts';
import { StoredConversation } from '../conversation/conversation.type.ts';
import type { JsonValue, MatchKind, TextPart } from '@understory/core';
import { createConnectionType } from '../graphql/connection.ts';
import { JsonScalar } from '../graphql/scalars.ts';
import { Run } from '../run/run.type.ts';
import { Summary } from '../summary/summary.type.ts';
import type { StoredOverlap } from './comparison-results.ts';
import type { ComparisonState } from './comparison-state.ts';
import type { LoadedComparison } from './load-comparison.ts';

export const MatchKindEnum = {
  KEPT: 'KEPT',
  SPLIT: 'SPLIT',
  MERGED: 'MERGED',
  DISSOLVED: 'DISSOLVED',
  NEW: 'NEW',
} as const;
registerEnumType(MatchKindEnum, {
  name: 'MatchKind',
  description: 'What became of a cluster from run A to run B.',
  valuesConfig: {
    KEPT: { description: 'The two are mostly the same (Jaccard index of `keptFrom` or more).' },
    SPLIT: { description: 'A went into several clusters that are mostly from it; B is one of them.' },
    MERGED: { description: 'Most of A is in B, which is made of several clusters or holds much else.' },
    DISSOLVED: { description: 'The conversations of A are scattered.' },
    NEW: { description: 'The conversations of B come from everywhere.' },
  },
});

export const MatchObjectiveEnum = { JACCARD: 'jaccard', SHARED: 'shared' } as const;
registerEnumType(MatchObjectiveEnum, {
  name: 'MatchObjective',
  valuesConfig: {
    JACCARD: { description: 'The sum of Jaccard indices.' },
    SHARED: { description: 'The number of shared conversations.' },
  },
});

const TextPartKindEnum = { SAME: 'SAME', REMOVED: 'REMOVED', ADDED: 'ADDED' } as const;
registerEnumType(TextPartKindEnum, { name: 'TextPartKind' });

@ObjectType('TextPart', { description: 'A stretch of text that both have, that only A has, or that only B has.' })
export class TextPartOfBoth {
  @Field(() => TextPartKindEnum)
  kind!: TextPart['kind'];

  @Field(() => String)
  text!: string;
}

@ObjectType({ description: 'A setting of both runs in full.' })
export class ConfigurationDetail {
  @Field(() => JsonScalar, { nullable: true })
  a!: JsonValue;

  @Field(() => JsonScalar, { nullable: true })
  b!: JsonValue;

  @Field(() => [TextPartOfBoth], { description: 'Word by word, in reading order.' })
  parts!: TextPart[];
}

@ObjectType({ description: 'A setting in which the two runs differ.' })
export class ConfigurationDifference {
  @Field(() => String, { description: 'Such as `summaryModel` or `options.cluster.k`.' })
  factor!: string;

  @Field(() => String, { description: 'What the setting belongs to, in plain words: `the summary model`.' })
  label!: string;

  @Field(() => JsonScalar, { nullable: true, description: 'In a few words: a glossary is `33 features`.' })
  a!: JsonValue;

  @Field(() => JsonScalar, { nullable: true, description: 'In a few words.' })
  b!: JsonValue;

  @Field(() => String, { description: 'In plain words: `words.max: 30 → 25`.' })
  sentence!: string;

  @Field(() => ConfigurationDetail, {
    nullable: true,
    description: 'The whole values, where `a` and `b` leave something out.',
  })
  detail!: ConfigurationDetail | null;
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

  @Field(() => Float, {
    description: 'Share of conversations in the cluster of A that is the most frequent in their cluster of B.',
  })
  purity!: number;

  @Field(() => Float, {
    description: 'Share of conversations in the cluster of B that is the most frequent in their cluster of A.',
  })
  inversePurity!: number;
}

@ObjectType()
export class ClusterMatch {
  state!: ComparisonState;
  loaded!: LoadedComparison;
  counterpartSide!: 'a' | 'b';
  overlaps!: StoredOverlap[];

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

export const ClusterMatchConnection = createConnectionType(ClusterMatch, 'ClusterMatch');

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
  @Field(() => Cluster, { nullable: true, description: 'Null for the outliers of A, which are in no cluster.' })
  a!: Cluster | null;

  @Field(() => Cluster, { nullable: true, description: 'Null for the outliers of B, which are in no cluster.' })
  b!: Cluster | null;

  @Field(() => Int)
  conversationCount!: number;
}

export const ClusterFlowConnection = createConnectionType(ClusterFlow, 'ClusterFlow');

@ObjectType({ description: 'What the two runs made of one conversation.' })
export class ConversationChange {
  @Field(() => StoredConversation)
  conversation!: StoredConversation;

  @Field(() => Summary)
  summaryA!: Summary;

  @Field(() => Summary)
  summaryB!: Summary;

  @Field(() => [Cluster], { description: 'From the root to the leaf; empty for an outlier.' })
  pathA!: Cluster[];

  @Field(() => [Cluster], { description: 'From the root to the leaf; empty for an outlier.' })
  pathB!: Cluster[];

  @Field(() => Float, { description: '1 − Jaccard index of its two leaves, in [0, 1].' })
  change!: number;
}

export const ConversationChangeConnection = createConnectionType(ConversationChange, 'ConversationChange');

@ObjectType({ description: 'Two runs over the same dataset, side by side.' })
export class RunComparison {
  loaded!: LoadedComparison;
  state!: ComparisonState;

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

  @Field(() => Boolean, {
    description: 'Whether the summary model is all that differs, so that what differs in the results is its doing.',
  })
  isControlled!: boolean;
}
