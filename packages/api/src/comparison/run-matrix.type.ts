import { Field, Float, Int, ObjectType } from 'type-graphql';
import { Cluster } from '../cluster/cluster.type.ts';
import { createConnectionType } from '../graphql/connection.ts';
import { Run } from '../run/run.type.ts';
import type { ComparisonOptions } from './comparison-options.ts';
import type { Verdict } from '@understory/core';
import { BetterEnum, VerdictEnum } from './comparison-statistics.type.ts';
import { PartitionAgreement } from './comparison.type.ts';
import type { LoadedRuns } from './load-runs.ts';
import type { Consensus } from './measure-consensus.ts';
import { TreeStructure } from './tree-structure.type.ts';

@ObjectType({ description: 'A run of a matrix.' })
export class RunMatrixRow {
  @Field(() => Run, { description: 'The run itself.' })
  run!: Run;

  @Field(() => TreeStructure, { description: 'The shape of its tree.' })
  structure!: TreeStructure;
}

@ObjectType({ description: 'How far two runs of a matrix agree.' })
export class RunMatrixCell {
  @Field(() => Int, { description: 'Place in `rows` of the first run, from 0.' })
  a!: number;

  @Field(() => Int, { description: 'Place in `rows` of the second run, above `a`.' })
  b!: number;

  @Field(() => PartitionAgreement, { description: 'Agreement of their leaves, the first run taken for A.' })
  leaves!: PartitionAgreement;

  @Field(() => PartitionAgreement, { description: 'Agreement of their roots, the first run taken for A.' })
  roots!: PartitionAgreement;

  @Field(() => VerdictEnum, {
    nullable: true,
    description:
      'Whether the leaves differ by more than noise; null where the two runs have not been compared under ' +
      'these options, or it cannot be measured.',
  })
  verdict!: Verdict | null;
}

@ObjectType({ description: "One run's number with its 95 % interval, where it has one." })
export class RunMetricValue {
  @Field(() => Float, { description: 'The number itself, in `RunMetric.unit`.' })
  value!: number;

  @Field(() => Float, {
    nullable: true,
    description:
      'Lower end of the interval; null where the number is exact or rests on too little. For `noise` the ' +
      'lowest agreement between two reseeds.',
  })
  low!: number | null;

  @Field(() => Float, {
    nullable: true,
    description:
      'Upper end of the interval; null where the number is exact or rests on too little. For `noise` the ' +
      'highest agreement between two reseeds.',
  })
  high!: number | null;

  @Field(() => Boolean, {
    nullable: true,
    description:
      'Whether it is better than that of the first run, chance ruled out; false: worse. Null: not clear, or not tested.',
  })
  isBetterThanFirst!: boolean | null;
}

@ObjectType({ description: 'One number of all runs of a matrix.' })
export class RunMetric {
  @Field(() => String, { description: 'Unique: `structure.rootCount`, `gold.purity.leaves`, …' })
  id!: string;

  @Field(() => String, { description: 'What it is about: `structure`, `separation`, `noise`, `summaries` or `gold`.' })
  topic!: string;

  @Field(() => String, {
    description: 'The name of the number in a comparison of two runs: `rootCount`, `silhouette`, `purity`, …',
  })
  name!: string;

  @Field(() => String, { description: 'What a table calls it, in plain words.' })
  label!: string;

  @Field(() => String, { description: '`share` (in [0, 1]), `count`, `bits`, `words`, or `number`.' })
  unit!: string;

  @Field(() => BetterEnum, {
    nullable: true,
    description: 'Which direction is an improvement; null where neither is as such.',
  })
  better!: 'higher' | 'lower' | null;

  @Field(() => [RunMetricValue], {
    nullable: 'items',
    description: 'The number of each run, in the order of `rows`; null for a run without it.',
  })
  values!: (RunMetricValue | null)[];
}

@ObjectType({ description: 'The numbers of all runs of a matrix, side by side.' })
export class RunMeasurements {
  @Field(() => [RunMetric], {
    description: 'The numbers in the order of a report: structure, separation, noise, summaries, labels.',
  })
  metrics!: RunMetric[];

  @Field(() => [String], { description: 'What a reader must know of them, in plain words.' })
  remarks!: string[];
}

@ObjectType({ description: 'One conversation in all runs of a matrix.' })
export class MatrixConversation {
  loaded!: LoadedRuns;
  /** Place among the conversations in all runs. */
  item!: number;

  @Field(() => Float, {
    description: 'Other conversations in its leaf, on average over the runs; 0 where it is alone in all.',
  })
  meanCompany!: number;
}

export const MatrixConversationConnection = createConnectionType(MatrixConversation, 'MatrixConversation');

@ObjectType({ description: 'Conversations that share their leaf in every run of a matrix.' })
export class ConsensusGroup {
  loaded!: LoadedRuns;
  items!: Int32Array;

  @Field(() => Int, { description: 'Place among the groups, 0 for the largest.' })
  index!: number;

  @Field(() => Int, { description: 'Conversations in it, two or more.' })
  size!: number;

  @Field(() => [Cluster], { description: 'The leaf that holds them in each run, in the order of `rows`.' })
  clusters!: Cluster[];
}

export const ConsensusGroupConnection = createConnectionType(ConsensusGroup, 'ConsensusGroup');

@ObjectType({ description: 'What all runs of a matrix agree on.' })
export class RunConsensus {
  loaded!: LoadedRuns;
  consensus!: Consensus;

  @Field(() => Float, {
    description:
      'Pairs of conversations in the same leaf in all runs, divided by the mean number of such pairs in a ' +
      'run; in [0, 1], 1 where all runs have the same leaves.',
  })
  pairShare!: number;

  @Field(() => Int, { description: 'Conversations that share their leaf with the same other one in all runs.' })
  settledCount!: number;

  @Field(() => Int, {
    description:
      'Conversations with company in some run, none of which stays in all: where they belong depends on the run.',
  })
  dependentCount!: number;

  @Field(() => Int, { description: 'Groups of conversations that stay together in all runs.' })
  groupCount!: number;
}

@ObjectType({ description: 'Several runs over the same dataset, each against each.' })
export class RunMatrix {
  loaded!: LoadedRuns;
  options!: ComparisonOptions;

  @Field(() => Int, { description: 'Conversations in all runs; agreement and consensus are over these.' })
  conversationCount!: number;

  @Field(() => [RunMatrixRow], {
    description: 'The runs, in the order asked for; the first is the one that the others are held against.',
  })
  rows!: RunMatrixRow[];
}
