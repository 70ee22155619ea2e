import { Field, Float, ObjectType } from 'type-graphql';

@ObjectType({
  description:
    "Lays run B's map over run A's without bending it: a point or cluster of B at (x, y) is shown at " +
    '(scale · (xx·x + xy·y) + shiftX, scale · (yx·x + yy·y) + shiftY).',
})
export class MapAlignment {
  @Field(() => Float, {
    description: "How much B's map is enlarged to have the size of A's, above 0; 1 where either shows a single spot.",
  })
  scale!: number;

  @Field(() => Float, {
    description:
      'How much of x goes into the new x, in [−1, 1]: of the orthogonal matrix that turns or mirrors the map.',
  })
  xx!: number;

  @Field(() => Float, {
    description:
      'How much of y goes into the new x, in [−1, 1]: of the orthogonal matrix that turns or mirrors the map.',
  })
  xy!: number;

  @Field(() => Float, {
    description:
      'How much of x goes into the new y, in [−1, 1]: of the orthogonal matrix that turns or mirrors the map.',
  })
  yx!: number;

  @Field(() => Float, {
    description:
      'How much of y goes into the new y, in [−1, 1]: of the orthogonal matrix that turns or mirrors the map.',
  })
  yy!: number;

  @Field(() => Float, { description: "Added to x after turning and scaling, in the units of A's map." })
  shiftX!: number;

  @Field(() => Float, { description: "Added to y after turning and scaling, in the units of A's map." })
  shiftY!: number;

  @Field(() => Float, {
    description:
      "In [0, 1]: the share of the variance of A's places that B's account for. Maps that were not started from each " +
      'other differ by chance as well.',
  })
  fit!: number;
}
