import { Field, Float, Int, ObjectType } from 'type-graphql';
import type { PreferenceVerdict } from '@understory/core';
import { Cluster } from '../cluster/cluster.type.ts';
import { DifferenceOfRuns, EstimateOfRun } from '../comparison/comparison-statistics.type.ts';
import { JudgedVerdictEnum } from './judgement.type.ts';

@ObjectType({ description: 'Two clusters that a judge mistook for each other by their names.' })
export class NamingConfusion {
  @Field(() => Cluster, { description: 'The cluster that holds the conversations.' })
  expected!: Cluster;

  @Field(() => Cluster, { description: 'The cluster that the judge put them into.' })
  chosen!: Cluster;

  @Field(() => Int, { description: 'Conversations that were mistaken in this way, above 0.' })
  count!: number;
}

@ObjectType({ description: 'How well the names of one run tell where conversations belong.' })
export class NamingAccuracy {
  @Field(() => EstimateOfRun, {
    nullable: true,
    description: 'Share of conversations that the judge put where they are, in [0, 1]; null without an answer.',
  })
  accuracy!: EstimateOfRun | null;

  @Field(() => Int, { description: 'Names to choose from.' })
  topicCount!: number;

  @Field(() => Int, { description: 'Depth of the level, 0 for the roots.' })
  depth!: number;

  @Field(() => Float, { description: 'Accuracy of choosing a name blindly: 1 / topicCount.' })
  chance!: number;

  @Field(() => Float, {
    nullable: true,
    description:
      'Accuracy of always choosing the cluster that holds most of these conversations, in [0, 1]; null ' +
      'without an answer.',
  })
  majority!: number | null;

  @Field(() => Int, { description: 'Conversations that no name seemed to fit; they count as wrong.' })
  noneCount!: number;

  @Field(() => [NamingConfusion], {
    description: 'Clusters that were mistaken for each other, the most frequent first, at most ten.',
  })
  confusions!: NamingConfusion[];
}

@ObjectType({ description: 'The names of two runs, tested on the same conversations.' })
export class NamingTest {
  @Field(() => NamingAccuracy, { description: "How well A's names tell where conversations belong." })
  a!: NamingAccuracy;

  @Field(() => NamingAccuracy, { description: "How well B's names tell where conversations belong." })
  b!: NamingAccuracy;

  @Field(() => DifferenceOfRuns, {
    nullable: true,
    description:
      "Accuracy of B − accuracy of A, by McNemar's exact test over the conversations that both have an " +
      'answer for; null where there is none.',
  })
  difference!: DifferenceOfRuns | null;

  @Field(() => JudgedVerdictEnum, { description: 'Whose names tell more.' })
  verdict!: PreferenceVerdict;

  @Field(() => String, { description: 'The verdict in plain words, with its numbers.' })
  sentence!: string;

  @Field(() => [String], { description: 'What a reader must know besides, in plain words.' })
  remarks!: string[];
}
