import { Field, Float, ID, Int, ObjectType } from 'type-graphql';

// A tree has up to 15,000 of them: fields that are only read need no resolver of their own.
@ObjectType({ description: "A node of a run's tree of named topics.", simpleResolvers: true })
export class Cluster {
  @Field(() => ID, { description: 'Unique over all runs; what `cluster` asks for.' })
  id!: string;

  runId!: string;
  /** Place of its parent in `Run.clusters`; null for a root. */
  parentIndex!: number | null;

  @Field(() => String, {
    description:
      'The same group of conversations has the same key in every run; an imported run keeps the ids of its source.',
  })
  key!: string;

  @Field(() => Int, { description: 'Place in Run.clusters, from 0; what Projection.leaves refers to.' })
  index!: number;

  @Field(() => String, { description: 'What its conversations are about, in a few words: “Reset passcode”.' })
  name!: string;

  @Field(() => String, { description: 'What its conversations are about, in one or two sentences.' })
  description!: string;

  @Field(() => String, { description: 'The name as an identifier: a few words joined by underscores.' })
  slug!: string;

  @Field(() => Int, { description: 'Steps from its root; 0 for a root.' })
  depth!: number;

  @Field(() => Boolean, { description: 'Whether it has no children.' })
  isLeaf!: boolean;

  @Field(() => Int, { description: 'Conversations in it, those of its children included.' })
  size!: number;

  @Field(() => Float, { description: 'size / Run.conversationCount, in (0, 1].' })
  share!: number;

  @Field(() => Float, {
    nullable: true,
    description:
      "Its place on the run's map, in the units of Projection.coordinates; null until the projection step " +
      'is done, and for an imported run without coordinates.',
  })
  x!: number | null;

  @Field(() => Float, {
    nullable: true,
    description: "Its place on the run's map, in the units of Projection.coordinates; null where `x` is.",
  })
  y!: number | null;
}
