import { Field, Int, ObjectType } from 'type-graphql';
import { DifferenceOfRuns, EstimateOfRun } from './comparison-statistics.type.ts';

@ObjectType({ description: 'A score of both runs against the gold labels.' })
export class GoldMetric {
  @Field(() => String, {
    description:
      '`purity`, `inversePurity`, `adjustedMutualInformation` or `macroF1` of a level; `leaveOneOut` (the ' +
      'most frequent label among the others in the leaf is the right one) or `probe` (that of the five ' +
      'nearest neighbours in the embeddings is) of the run.',
  })
  name!: string;

  @Field(() => String, { description: 'What a table calls it, in plain words.' })
  label!: string;

  @Field(() => String, {
    nullable: true,
    description: 'The level of the trees that it is of: `roots`, `depth 1`, …, `leaves`; null for the whole run.',
  })
  level!: string | null;

  @Field(() => EstimateOfRun, {
    description:
      "A's score; higher is better. All are in [0, 1], but the adjusted mutual information can be slightly " +
      'below 0.',
  })
  a!: EstimateOfRun;

  @Field(() => EstimateOfRun, { description: "B's score." })
  b!: EstimateOfRun;

  @Field(() => DifferenceOfRuns, {
    description:
      'B − A over the same labelled conversations. Its p-value is null for `adjustedMutualInformation` and ' +
      '`macroF1`.',
  })
  difference!: DifferenceOfRuns;

  @Field(() => Boolean, { description: 'Whether there are enough labels and the interval leaves out 0.' })
  isClear!: boolean;

  @Field(() => String, {
    description: 'Which run is better by how much, or that the labels cannot tell, in plain words.',
  })
  sentence!: string;
}

@ObjectType({ description: 'Both runs against the gold labels of the dataset. No step of a run has seen them.' })
export class GoldComparison {
  @Field(() => Int, { description: 'Conversations in both runs that have a gold label; 0 without labels.' })
  labelledCount!: number;

  @Field(() => Int, { description: 'Different gold labels of these conversations; 0 without labels.' })
  labelCount!: number;

  @Field(() => [GoldMetric], {
    description: 'The scores of both runs, those of the whole run first; empty without labels: `warnings` says why.',
  })
  metrics!: GoldMetric[];

  @Field(() => [String], {
    description: 'Why there are too few labels to tell, in plain words; empty where there are enough.',
  })
  warnings!: string[];
}
