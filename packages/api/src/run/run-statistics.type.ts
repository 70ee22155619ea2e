import { Field, Float, Int, ObjectType } from 'type-graphql';
import { TreeStructure } from '../comparison/tree-structure.type.ts';

@ObjectType({ description: "How far a run's clusters agree with the gold labels. Outliers count as one more cluster." })
export class GoldAgreement {
  @Field(() => Int, { description: 'Different gold labels among these conversations.' })
  labelCount!: number;

  @Field(() => Int, {
    description: 'Conversations that have both a gold label and a summary, above 0; the numbers are over these.',
  })
  labelledCount!: number;

  @Field(() => Float, {
    description:
      'Adjusted mutual information of the leaves and the labels: 1 for equal partitions, about 0 for ' +
      'unrelated ones.',
  })
  leafAmi!: number;

  @Field(() => Float, {
    description:
      'Share of conversations with the most frequent label of their leaf, in [0, 1]. Many small leaves raise it.',
  })
  leafPurity!: number;

  @Field(() => Float, {
    description:
      'Adjusted mutual information of the roots and the labels: 1 for equal partitions, about 0 for ' +
      'unrelated ones.',
  })
  rootAmi!: number;

  @Field(() => Float, { description: 'Share of conversations with the most frequent label of their root, in [0, 1].' })
  rootPurity!: number;
}

@ObjectType({ description: "Numbers about a finished run's tree and summaries." })
export class RunStatistics extends TreeStructure {
  @Field(() => Float, { description: 'Words of a summary, on average; 0 without a summary.' })
  meanSummaryWords!: number;

  @Field(() => Float, {
    nullable: true,
    description: "Share of summaries inside the model's word range, in [0, 1]; null when it has none.",
  })
  wordRangeCompliance!: number | null;

  @Field(() => GoldAgreement, {
    nullable: true,
    description: 'Agreement of leaves and roots with the gold labels; null without gold labels.',
  })
  goldAgreement!: GoldAgreement | null;
}
