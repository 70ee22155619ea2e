import { Field, Float, ID, Int, ObjectType } from 'type-graphql';

// A tree has up to 15,000 of them: fields that are only read need no resolver of their own.
@ObjectType({ description: "A node of a run's tree of named topics.", simpleResolvers: true })
export class Cluster {
  @Field(() => ID, { description: 'Unique over all runs.' })
  id!: string;

  runId!: string;
  /** Place of its parent in `Run.clusters`; null for a root. */
  parentIndex!: number | null;

  @Field(() => String, {
    description:
      'The same group of conversations has the same key in every run; an imported run keeps the ids of its source.',
  })
  key!: string;

  @Field(() => Int, { description: 'Place in Run.clusters, from 0.' })
  index!: number;

  @Field(() => String)
  name!: string;

  @Field(() => String)
  description!: string;

  @Field(() => String)
  slug!: string;

  @Field(() => Int, { description: '0 for a root.' })
  depth!: number;

  @Field(() => Boolean)
  isLeaf!: boolean;

  @Field(() => Int, { description: 'Conversations in it.' })
  size!: number;

  @Field(() => Float, { description: 'size / Run.conversationCount.' })
  share!: number;

  @Field(() => Float, { nullable: true })
  x!: number | null;

  @Field(() => Float, { nullable: true })
  y!: number | null;
}
