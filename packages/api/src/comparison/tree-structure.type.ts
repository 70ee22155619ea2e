import { Field, Float, Int, ObjectType } from 'type-graphql';

@ObjectType({ description: 'How many leaves there are of a size between two bounds, both included.' })
export class LeafSizeCount {
  @Field(() => Int, { description: 'Fewest conversations of such a leaf.' })
  from!: number;

  @Field(() => Int, { nullable: true, description: 'Most conversations of such a leaf; null for no limit.' })
  to!: number | null;

  @Field(() => Int, { description: 'Leaves of a size in this range, above 0.' })
  count!: number;
}

@ObjectType({ description: "The shape of a run's tree: of the whole tree, with what only this run covers." })
export class TreeStructure {
  @Field(() => Int, { description: 'Clusters without a parent.' })
  rootCount!: number;

  @Field(() => Int, { description: 'Clusters without children; they hold the conversations.' })
  leafCount!: number;

  @Field(() => Int, { description: 'Clusters at all depths, leaves and roots included.' })
  clusterCount!: number;

  @Field(() => Int, { description: 'Clusters that have children.' })
  innerCount!: number;

  @Field(() => Int, { description: 'Clusters that have a single child, which says nothing that they do not say.' })
  singleChildCount!: number;

  @Field(() => Int, { description: 'Depth of the deepest cluster; 0 if the roots are the leaves.' })
  maxDepth!: number;

  @Field(() => Float, {
    description:
      'Share of outliers, which are in no cluster, in [0, 1]: in a comparison of the conversations that all ' +
      'its runs share, elsewhere of all that have a summary.',
  })
  outlierShare!: number;

  @Field(() => Float, {
    description: 'Share of the conversations in the tree that are in its largest root, in [0, 1].',
  })
  largestRootShare!: number;

  @Field(() => Float, {
    description:
      'Shannon entropy of the leaf sizes, in bits: log₂ of the number of equally large leaves that would ' +
      'spread the conversations as much. At least 0.',
  })
  leafEntropy!: number;

  @Field(() => Int, {
    description: 'Different names among all clusters; fewer than `clusterCount` where names repeat.',
  })
  uniqueNameCount!: number;

  @Field(() => [LeafSizeCount], {
    description:
      'How many leaves there are of each size, from small to large: 1, 2–4, 5–9, 10–19, … Sizes without a ' +
      'leaf are left out.',
  })
  leafSizes!: LeafSizeCount[];
}

@ObjectType({ description: 'How well the clusters of one level are apart in the embeddings.' })
export class LevelSeparation {
  @Field(() => String, { description: 'The level: `roots`, `depth 1`, …, `leaves`.' })
  name!: string;

  @Field(() => Int, { description: 'Clusters with a conversation among those it was measured on.' })
  clusterCount!: number;

  @Field(() => Float, {
    nullable: true,
    description: 'Mean silhouette by cosine, in [−1, 1]; higher is better. Null with fewer than two clusters.',
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
  @Field(() => Float, {
    nullable: true,
    description: 'Mean silhouette of the leaves, in [−1, 1]; higher is better. Null where it cannot be measured.',
  })
  leaves!: number | null;

  @Field(() => Float, {
    nullable: true,
    description: 'Mean silhouette of the roots, in [−1, 1]; higher is better. Null where it cannot be measured.',
  })
  roots!: number | null;

  @Field(() => [LevelSeparation], {
    description: 'Each level of the tree, coarse to fine, the leaves last; empty where nothing can be measured.',
  })
  levels!: LevelSeparation[];

  @Field(() => Int, {
    description:
      'Conversations that it was measured on: those shared and in a cluster, or a sample of them; 0 where ' +
      'it cannot be measured.',
  })
  conversationCount!: number;

  @Field(() => [String], {
    description:
      'What a reader must know of it, in plain words: a sample, outliers left out, or why it cannot be measured.',
  })
  remarks!: string[];
}

@ObjectType({ description: 'The shapes of both trees of a comparison.' })
export class ComparedStructure {
  @Field(() => TreeStructure, { description: "Of run A's tree." })
  a!: TreeStructure;

  @Field(() => TreeStructure, { description: "Of run B's tree." })
  b!: TreeStructure;
}

@ObjectType({ description: 'How well the clusters of both runs are apart, each in its own embeddings.' })
export class ComparedSilhouette {
  @Field(() => TreeSilhouette, { description: 'Of run A.' })
  a!: TreeSilhouette;

  @Field(() => TreeSilhouette, { description: 'Of run B.' })
  b!: TreeSilhouette;
}
