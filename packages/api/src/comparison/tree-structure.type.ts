import { Field, Float, Int, ObjectType } from 'type-graphql';

@ObjectType({ description: 'Leaves of a size, both ends included.' })
export class LeafSizeCount {
  @Field(() => Int)
  from!: number;

  @Field(() => Int, { nullable: true })
  to!: number | null;

  @Field(() => Int)
  count!: number;
}

@ObjectType({ description: "The shape of a run's tree." })
export class TreeStructure {
  @Field(() => Int)
  rootCount!: number;

  @Field(() => Int)
  leafCount!: number;

  @Field(() => Int)
  clusterCount!: number;

  @Field(() => Int, { description: 'Clusters that have children.' })
  innerCount!: number;

  @Field(() => Int, { description: 'Those of them that have a single child.' })
  singleChildCount!: number;

  @Field(() => Int)
  maxDepth!: number;

  @Field(() => Float, {
    description: 'Share of the shared conversations that are outliers, in [0, 1]; the tree is over the others.',
  })
  outlierShare!: number;

  @Field(() => Float, { description: 'Share of the conversations in the tree that are in the largest root.' })
  largestRootShare!: number;

  @Field(() => Float, { description: 'In bits.' })
  leafEntropy!: number;

  @Field(() => Int, { description: 'Different names among all clusters.' })
  uniqueNameCount!: number;

  @Field(() => [LeafSizeCount])
  leafSizes!: LeafSizeCount[];
}

@ObjectType({ description: 'How well the clusters of one level are apart in the embeddings.' })
export class LevelSeparation {
  @Field(() => String, { description: '`roots`, `depth 1`, …, `leaves`.' })
  name!: string;

  @Field(() => Int, { description: 'Clusters with a conversation among those it was measured on.' })
  clusterCount!: number;

  @Field(() => Float, {
    nullable: true,
    description: 'By cosine, in [−1, 1]; higher is better. Null with fewer than two clusters.',
  })
  silhouette!: number | null;

  @Field(() => Float, {
    nullable: true,
    description:
      'Davies–Bouldin index of the unit vectors, at least 0; lower is better. Null with fewer than two clusters.',
  })
  daviesBouldin!: number | null;
}

@ObjectType({ description: 'How much nearer conversations are to their own cluster than to the next, by cosine.' })
export class TreeSilhouette {
  @Field(() => Float, { nullable: true, description: 'In [−1, 1]; null where it cannot be measured.' })
  leaves!: number | null;

  @Field(() => Float, { nullable: true })
  roots!: number | null;

  @Field(() => [LevelSeparation], {
    description: 'Coarse to fine, the leaves last; empty where nothing can be measured.',
  })
  levels!: LevelSeparation[];

  @Field(() => Int, { description: 'Conversations that it was measured on.' })
  conversationCount!: number;

  @Field(() => [String])
  remarks!: string[];
}

@ObjectType()
export class ComparedStructure {
  @Field(() => TreeStructure)
  a!: TreeStructure;

  @Field(() => TreeStructure)
  b!: TreeStructure;
}

@ObjectType()
export class ComparedSilhouette {
  @Field(() => TreeSilhouette)
  a!: TreeSilhouette;

  @Field(() => TreeSilhouette)
  b!: TreeSilhouette;
}
