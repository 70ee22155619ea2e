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
  description: 'What a one-to-one matching of clusters makes as large as it can be.',
  valuesConfig: {
    JACCARD: { description: "The sum of the pairs' Jaccard indices." },
    SHARED: { description: 'The number of conversations that both clusters of a pair hold.' },
  },
});

const TextPartKindEnum = { SAME: 'SAME', REMOVED: 'REMOVED', ADDED: 'ADDED' } as const;
registerEnumType(TextPartKindEnum, {
  name: 'TextPartKind',
  description: 'Which of two texts holds a stretch.',
  valuesConfig: {
    SAME: { description: 'Both texts hold it.' },
    REMOVED: { description: "Only A's text holds it." },
    ADDED: { description: "Only B's text holds it." },
  },
});

@ObjectType('TextPart', { description: 'A stretch of text that both have, that only A has, or that only B has.' })
export class TextPartOfBoth {
  @Field(() => TextPartKindEnum, { description: 'Which of the two texts holds it.' })
  kind!: TextPart['kind'];

  @Field(() => String, { description: 'The stretch itself, with its spaces.' })
  text!: string;
}

@ObjectType({ description: 'A setting of both runs in full.' })
export class ConfigurationDetail {
  @Field(() => JsonScalar, { nullable: true, description: "A's value; null where A does not have the setting." })
  a!: JsonValue;

  @Field(() => JsonScalar, { nullable: true, description: "B's value; null where B does not have the setting." })
  b!: JsonValue;

  @Field(() => [TextPartOfBoth], {
    description:
      'Both values as text, word by word (long ones line by line), in reading order. Without the added ' +
      'parts they are the text of A, without the removed ones that of B.',
  })
  parts!: TextPart[];
}

@ObjectType({ description: 'A setting in which the two runs differ.' })
export class ConfigurationDifference {
  @Field(() => String, {
    description: 'The path of the setting: `summaryModel`, `options.cluster.k`, `conversations` or `origin`.',
  })
  factor!: string;

  @Field(() => String, { description: 'What the setting belongs to, in plain words: `the summary model`.' })
  label!: string;

  @Field(() => JsonScalar, {
    nullable: true,
    description: "A's value in a few words: a glossary is `33 features`. Null where A does not have the setting.",
  })
  a!: JsonValue;

  @Field(() => JsonScalar, {
    nullable: true,
    description: "B's value in a few words; null where B does not have the setting.",
  })
  b!: JsonValue;

  @Field(() => String, { description: 'The difference in plain words: `words.max: 30 → 25`.' })
  sentence!: string;

  @Field(() => ConfigurationDetail, {
    nullable: true,
    description: 'The whole values, where `a` and `b` leave something out; null where they do not.',
  })
  detail!: ConfigurationDetail | null;
}

@ObjectType('Agreement', {
  description:
    'How far two partitions of the same conversations agree, as scikit-learn measures it. An outlier ' +
    'counts as a cluster of its own.',
})
export class PartitionAgreement {
  @Field(() => Float, {
    description:
      'Adjusted Rand index: pairs of conversations that both keep together or apart, corrected for chance. ' +
      '1 for equal partitions, about 0 for unrelated ones, at least −0.5.',
  })
  adjustedRandIndex!: number;

  @Field(() => Float, {
    description:
      'Mutual information of the two partitions, corrected for chance and normalised by the mean of their ' +
      'entropies. 1 for equal partitions, about 0 for unrelated ones.',
  })
  adjustedMutualInformation!: number;

  @Field(() => Float, {
    description:
      'Mutual information of the two partitions, normalised by the mean of their entropies, in [0, 1]. Not ' +
      'corrected for chance: many small clusters raise it.',
  })
  normalisedMutualInformation!: number;

  @Field(() => Float, { description: 'In [0, 1]: 1 if every cluster of B lies within one cluster of A.' })
  homogeneity!: number;

  @Field(() => Float, { description: 'In [0, 1]: 1 if every cluster of A lies within one cluster of B.' })
  completeness!: number;

  @Field(() => Float, { description: 'Harmonic mean of homogeneity and completeness, in [0, 1].' })
  vMeasure!: number;

  @Field(() => Float, {
    description:
      'Share of conversations in the cluster of A that is the most frequent in their cluster of B, in [0, ' +
      '1]. Many small clusters in B raise it.',
  })
  purity!: number;

  @Field(() => Float, {
    description:
      'Share of conversations in the cluster of B that is the most frequent in their cluster of A, in [0, ' +
      '1]. Many small clusters in A raise it.',
  })
  inversePurity!: number;
}

@ObjectType({ description: 'A cluster of A with its partner in B, or a cluster of either that has none.' })
export class ClusterMatch {
  state!: ComparisonState;
  loaded!: LoadedComparison;
  counterpartSide!: 'a' | 'b';
  overlaps!: StoredOverlap[];

  @Field(() => Cluster, { nullable: true, description: 'The cluster of A; null where that of B has no partner.' })
  a!: Cluster | null;

  @Field(() => Cluster, { nullable: true, description: 'The cluster of B; null where that of A has no partner.' })
  b!: Cluster | null;

  @Field(() => MatchKindEnum, { description: 'What became of the cluster from A to B.' })
  kind!: MatchKind;

  @Field(() => Float, { description: 'Shared conversations divided by all of both, in [0, 1]; 0 without a partner.' })
  jaccard!: number;

  @Field(() => Int, { description: 'Conversations in both clusters; 0 without a partner.' })
  shared!: number;
}

export const ClusterMatchConnection = createConnectionType(ClusterMatch, 'ClusterMatch');

@ObjectType({
  description:
    'Over all pairs of the one-to-one matching that maximises the sum of Jaccard indices, weak pairs included, which ' +
    '`matches` shows as dissolved and new.',
})
export class MatchingTotals {
  @Field(() => Float, {
    description:
      'Sum of Jaccard indices divided by the clusters of the side that has more, in [0, 1]; 1 where neither ' +
      'has any.',
  })
  meanJaccard!: number;

  @Field(() => Int, { description: 'Conversations that are in both clusters of a pair, over all pairs.' })
  sharedCount!: number;

  @Field(() => Int, { description: 'Pairs with a Jaccard index of at least 0.5.' })
  closePairCount!: number;
}

@ObjectType({ description: 'The conversations that are in one cluster of A and one cluster of B.' })
export class ClusterFlow {
  @Field(() => Cluster, {
    nullable: true,
    description: 'The cluster of A; null for the outliers of A, which are in no cluster.',
  })
  a!: Cluster | null;

  @Field(() => Cluster, {
    nullable: true,
    description: 'The cluster of B; null for the outliers of B, which are in no cluster.',
  })
  b!: Cluster | null;

  @Field(() => Int, { description: 'Conversations in both, above 0.' })
  conversationCount!: number;
}

export const ClusterFlowConnection = createConnectionType(ClusterFlow, 'ClusterFlow');

@ObjectType({ description: 'What the two runs made of one conversation.' })
export class ConversationChange {
  @Field(() => StoredConversation, { description: 'The conversation itself.' })
  conversation!: StoredConversation;

  @Field(() => Summary, { description: 'What A said of it.' })
  summaryA!: Summary;

  @Field(() => Summary, { description: 'What B said of it.' })
  summaryB!: Summary;

  @Field(() => [Cluster], { description: 'Where A put it, from the root to the leaf; empty for an outlier.' })
  pathA!: Cluster[];

  @Field(() => [Cluster], { description: 'Where B put it, from the root to the leaf; empty for an outlier.' })
  pathB!: Cluster[];

  @Field(() => Float, {
    description:
      '1 − Jaccard index of its two leaves, in [0, 1]: 0 where it kept all its company, 1 where it kept none.',
  })
  change!: number;
}

export const ConversationChangeConnection = createConnectionType(ConversationChange, 'ConversationChange');

@ObjectType({ description: 'Two runs over the same dataset, side by side.' })
export class RunComparison {
  loaded!: LoadedComparison;
  state!: ComparisonState;

  @Field(() => Run, { description: 'The run that was named first, which the other is held against.' })
  a!: Run;

  @Field(() => Run, { description: 'The run that was named second.' })
  b!: Run;

  @Field(() => Int, {
    description: 'Conversations that both runs have summaries of; everything else here is over these.',
  })
  conversationCount!: number;

  @Field(() => [ConfigurationDifference], {
    description:
      'The settings in which the runs differ: conversations, summary model, then the options in the order ' +
      'of the steps.',
  })
  differences!: ConfigurationDifference[];

  @Field(() => [String], {
    description: 'What makes the comparison less than clean, in plain sentences; empty where nothing does.',
  })
  warnings!: string[];

  @Field(() => Boolean, {
    description: 'Whether the summary model is all that differs, so that what differs in the results is its doing.',
  })
  isControlled!: boolean;
}
