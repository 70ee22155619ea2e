import { Field, Float, Int, ObjectType } from 'type-graphql';
import type { ClusterCountCandidate, LevelCountCandidate } from '@understory/core';
import { createConnectionType } from '../graphql/connection.ts';

@ObjectType({ description: 'A conversation that is too far from every cluster of its run to belong to one.' })
export class Outlier {
  runId!: string;
  /** Of the conversation in its dataset. */
  position!: number;
  /** Place of the nearest leaf in `Run.clusters`. */
  nearestIndex!: number;
  /** From 0, the farthest. */
  rank!: number;

  @Field(() => Float, {
    description:
      '1 − cosine to the mean of the nearest cluster, in [0, 2]: 0 in its direction, 1 unrelated. The ' +
      'threshold is in Run.outlierThreshold.',
  })
  distance!: number;
}

export const OutlierConnection = createConnectionType(Outlier, 'Outlier');

@ObjectType('ClusterCountCandidate', { description: 'A number of clusters that was tried.' })
export class TriedClusterCount implements ClusterCountCandidate {
  @Field(() => Int, { description: 'Conversations per cluster, on average.' })
  clusterSize!: number;

  @Field(() => Int, { description: 'Clusters of all conversations at that size.' })
  k!: number;

  @Field(() => Float, {
    description:
      'Agreement (AMI) between the clusters of different draws of the conversations: 1 if they are always the same.',
  })
  stability!: number;

  @Field(() => Float, { description: 'Standard deviation of that agreement over the pairs of draws.' })
  stabilityDeviation!: number;

  @Field(() => Float, { description: 'Mean silhouette by cosine, in [−1, 1].' })
  silhouette!: number;

  @Field(() => Float, {
    description:
      'stability · (1 + silhouette) / 2: 1 at best. The fewest clusters within 5 % of the best score were chosen.',
  })
  score!: number;
}

@ObjectType('ClusterCountCurve', { description: 'What the number of base clusters was chosen by.' })
export class ChosenClusterCount {
  @Field(() => [TriedClusterCount], { description: 'From few clusters to many.' })
  candidates!: TriedClusterCount[];

  @Field(() => Int, { description: 'Place of the chosen one among the candidates, from 0.' })
  chosen!: number;

  @Field(() => Int, { description: 'Conversations that the candidates were measured on.' })
  sampleSize!: number;

  @Field(() => String, { description: 'The choice in plain words.' })
  sentence!: string;
}

@ObjectType('LevelCountCandidate', { description: 'A number of levels of the tree that was tried.' })
export class TriedLevelCount implements LevelCountCandidate {
  @Field(() => Int, { description: 'From the roots to the leaves, both counted.' })
  levels!: number;

  @Field(() => Int, { description: 'Roots of a tree with so many levels.' })
  roots!: number;

  @Field(() => Float, {
    description:
      'Agreement (AMI) of the levels above the leaves between trees over different draws of the leaves: 1 if they are ' +
      'always the same.',
  })
  stability!: number;

  @Field(() => Float, { description: 'Standard deviation of that agreement over the pairs of draws.' })
  stabilityDeviation!: number;

  @Field(() => Float, { description: 'Mean silhouette by cosine of the levels above the leaves, in [−1, 1].' })
  silhouette!: number;

  @Field(() => Float, { description: 'stability · (1 + silhouette) / 2: 1 at best.' })
  score!: number;
}

@ObjectType('LevelCountCurve', { description: 'What the number of levels of the tree was chosen by.' })
export class ChosenLevelCount {
  @Field(() => [TriedLevelCount], { description: 'From few levels to many.' })
  candidates!: TriedLevelCount[];

  @Field(() => Int, { description: 'Place of the chosen one among the candidates, from 0.' })
  chosen!: number;

  @Field(() => Int, { description: 'Leaves that the candidates were measured on.' })
  sampleSize!: number;

  @Field(() => String, { description: 'The choice in plain words.' })
  sentence!: string;
}
