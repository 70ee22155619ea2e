import { Field, Float, ObjectType, registerEnumType } from 'type-graphql';
import { Cluster } from '../cluster/cluster.type.ts';
import { Summary } from '../summary/summary.type.ts';

const SearchMethodEnum = { SIMILARITY: 'similarity', WORDS: 'words' } as const;
export type SearchMethod = (typeof SearchMethodEnum)[keyof typeof SearchMethodEnum];
registerEnumType(SearchMethodEnum, {
  name: 'SearchMethod',
  description: 'What hits were found by.',
  valuesConfig: {
    SIMILARITY: { description: "By the text's embedding: all conversations compared, the nearest first." },
    WORDS: { description: 'By the text itself in summaries and names: its words have no embedding in this run.' },
  },
});

@ObjectType({ description: 'A conversation that is like what was asked for.' })
export class SearchHit {
  @Field(() => Float, {
    nullable: true,
    description: 'Cosine of the embeddings, in [−1, 1]; null for a hit by words.',
  })
  similarity!: number | null;

  @Field(() => Summary, { description: 'What the run said of it; its cluster has the path from the root to the leaf.' })
  summary!: Summary;
}

@ObjectType({ description: 'A cluster that is like what was asked for.' })
export class ClusterHit {
  @Field(() => Float, {
    nullable: true,
    description: "Cosine with the mean of the cluster's embeddings, in [−1, 1]; null for a hit by words.",
  })
  similarity!: number | null;

  @Field(() => Cluster, { description: 'The cluster itself.' })
  cluster!: Cluster;
}

@ObjectType({ description: 'What in a run is like a text.' })
export class SearchResult {
  runId!: string;
  text!: string;
  /** The text in the space of the run; null if none of its words is known there. */
  vector!: Float32Array | null;

  @Field(() => SearchMethodEnum, { description: 'What the hits were found by.' })
  method!: SearchMethod;

  @Field(() => String, {
    nullable: true,
    description: 'Why the hits are by words, or that fewer than were asked for are similar; null where neither is so.',
  })
  note!: string | null;

  @Field(() => [SearchHit], {
    description: 'The nearest conversations, the nearest first; none with a similarity below 0.005.',
  })
  hits!: SearchHit[];
}
