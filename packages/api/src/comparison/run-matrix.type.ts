import { Field, Float, Int, ObjectType } from 'type-graphql';
import { Run } from '../run/run.type.ts';
import { PartitionAgreement } from './comparison.type.ts';
import { TreeStructure } from './tree-structure.type.ts';
import type { LoadedRuns } from './load-runs.ts';

@ObjectType({ description: 'A run of a matrix with its numbers; more are in `run { statistics }`.' })
export class RunMatrixRow {
  @Field(() => Run)
  run!: Run;

  @Field(() => TreeStructure)
  structure!: TreeStructure;
}

@ObjectType({ description: 'How far two runs of a matrix agree.' })
export class RunMatrixCell {
  @Field(() => Int, { description: 'Place of the run in `rows`.' })
  a!: number;

  @Field(() => Int, { description: 'Place of the run in `rows`, after `a`.' })
  b!: number;

  @Field(() => PartitionAgreement)
  leaves!: PartitionAgreement;

  @Field(() => PartitionAgreement)
  roots!: PartitionAgreement;
}

@ObjectType({ description: 'What all runs of a matrix agree on.' })
export class RunConsensus {
  @Field(() => Float, {
    description:
      'Pairs of conversations in the same leaf in all runs, divided by the mean number of such pairs in a run.',
  })
  pairShare!: number;

  @Field(() => Int, {
    description:
      'Conversations that share their leaf with the same other conversation in all runs; the rest depend on the run.',
  })
  settledCount!: number;
}

@ObjectType({ description: 'Several runs over the same dataset, each against each.' })
export class RunMatrix {
  loaded!: LoadedRuns;

  @Field(() => Int, { description: 'Conversations in all runs; agreement and consensus are over these.' })
  conversationCount!: number;

  @Field(() => [RunMatrixRow], { description: 'In the order asked for.' })
  rows!: RunMatrixRow[];
}
