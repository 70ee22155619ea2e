import { Field, Float, Int, ObjectType, registerEnumType } from 'type-graphql';
import type { TreeTagKind } from '@understory/core';
import { Cluster } from '../cluster/cluster.type.ts';
import { createConnectionType } from '../graphql/connection.ts';
import type { ComparedSide } from './comparison-statistics.type.ts';
import { ComparedSideEnum } from './comparison-statistics.type.ts';

export const ClusterTagKindEnum = {
  KEPT: 'KEPT',
  SPLIT: 'SPLIT',
  MERGED: 'MERGED',
  DISSOLVED: 'DISSOLVED',
  NEW: 'NEW',
  MOVED: 'MOVED',
} as const;
registerEnumType(ClusterTagKindEnum, {
  name: 'ClusterTagKind',
  description: 'What became of a cluster, held against the clusters of its own level in the other run.',
  valuesConfig: {
    KEPT: { description: 'One cluster of the level is mostly the same (Jaccard index of `keptFrom` or more).' },
    SPLIT: {
      description:
        'Of A: it went into several clusters that are mostly from it. Of B: it is such a part of a cluster of A.',
    },
    MERGED: {
      description: 'Of A: most of it is in a larger cluster. Of B: it is made of several clusters of A.',
    },
    DISSOLVED: { description: 'Of A: its conversations are scattered.' },
    NEW: { description: 'Of B: its conversations come from everywhere.' },
    MOVED: { description: 'Not kept at its level, but mostly the same as a cluster of another level.' },
  },
});

@ObjectType('ClusterOverlap', { description: 'How a cluster of one run overlaps with a cluster of the other.' })
export class OverlapOfRuns {
  @Field(() => ComparedSideEnum, { description: 'The run that `cluster` belongs to.' })
  side!: ComparedSide;

  @Field(() => Cluster, { description: 'The overlapping cluster, of the run that `side` names.' })
  cluster!: Cluster;

  @Field(() => Int, { description: 'Conversations in both clusters, above 0.' })
  shared!: number;

  @Field(() => Float, { description: 'Shared conversations divided by all of both, in (0, 1].' })
  jaccard!: number;

  @Field(() => Float, { description: 'Share of the cluster asked about that is in this one, in (0, 1].' })
  shareOfOwn!: number;

  @Field(() => Float, { description: 'Share of this one that is in the cluster asked about, in (0, 1].' })
  shareOfOther!: number;
}

@ObjectType({ description: 'What became of a cluster, and what is most like it at any depth.' })
export class ClusterTag {
  @Field(() => Cluster, { description: 'The cluster that the rest is about.' })
  cluster!: Cluster;

  @Field(() => ClusterTagKindEnum, { description: 'What became of the cluster from A to B.' })
  kind!: TreeTagKind;

  @Field(() => [OverlapOfRuns], {
    description:
      'KEPT, MOVED: the cluster that is like it. SPLIT, MERGED: its parts or sources, or the whole that it ' +
      'is part of. DISSOLVED, NEW: where most of its conversations are, at most five. The most shared ' +
      'conversations first.',
  })
  counterparts!: OverlapOfRuns[];

  @Field(() => OverlapOfRuns, {
    nullable: true,
    description:
      'The most similar cluster of the other run at any depth; null if all its conversations are outliers there.',
  })
  best!: OverlapOfRuns | null;
}

export const ClusterTagConnection = createConnectionType(ClusterTag, 'ClusterTag');
