import { Field, Float, ObjectType } from 'type-graphql';

@ObjectType({
  description:
    "Lays run B's map over run A's without bending it: a point or cluster of B at (x, y) is shown at " +
    '(scale · (xx·x + xy·y) + shiftX, scale · (yx·x + yy·y) + shiftY).',
})
export class MapAlignment {
  @Field(() => Float)
  scale!: number;

  @Field(() => Float)
  xx!: number;

  @Field(() => Float)
  xy!: number;

  @Field(() => Float)
  yx!: number;

  @Field(() => Float)
  yy!: number;

  @Field(() => Float)
  shiftX!: number;

  @Field(() => Float)
  shiftY!: number;

  @Field(() => Float, {
    description:
      "In [0, 1]: the share of the variance of A's places that B's account for. Maps that were not started from each " +
      'other differ by chance as well.',
  })
  fit!: number;
}
