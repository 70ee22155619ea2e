import { Field, Float, Int, ObjectType } from 'type-graphql';
import type { ComparedSide } from './comparison-statistics.type.ts';
import { BetterEnum, ComparedSideEnum, DifferenceOfRuns, EstimateOfRun } from './comparison-statistics.type.ts';

@ObjectType({ description: 'A number of the summaries, of both runs.' })
export class SummaryMetric {
  @Field(() => String, {
    description: 'The name of the number: `words`, `inWordRange`, `entityCoverage`, `recallAt1`, …; each occurs once.',
  })
  name!: string;

  @Field(() => String, { description: 'What a table calls it, in plain words.' })
  label!: string;

  @Field(() => Boolean, {
    description:
      'Whether each summary counts 0 or 1, so that the number is a share in [0, 1]; otherwise it is a mean ' +
      'or a ratio.',
  })
  isShare!: boolean;

  @Field(() => BetterEnum, {
    nullable: true,
    description: 'Which direction is an improvement; null where neither is as such.',
  })
  better!: 'higher' | 'lower' | null;

  @Field(() => EstimateOfRun, {
    nullable: true,
    description: "A's number; null where A has none: no word range, no glossary, too few words.",
  })
  a!: EstimateOfRun | null;

  @Field(() => EstimateOfRun, { nullable: true, description: "B's number; null where B has none." })
  b!: EstimateOfRun | null;

  @Field(() => DifferenceOfRuns, {
    nullable: true,
    description: 'B − A over the conversations where both have a value; null where none has.',
  })
  difference!: DifferenceOfRuns | null;

  @Field(() => Float, {
    nullable: true,
    description:
      "`difference.pValue` after Holm's correction for the number of metrics, in [0, 1]: the one to judge " +
      'by when reading all of them. Null without a p-value.',
  })
  adjustedPValue!: number | null;

  @Field(() => ComparedSideEnum, {
    nullable: true,
    description:
      'The better run, where the adjusted p-value is below 0.05; null where chance may explain the ' +
      'difference, or neither direction is better.',
  })
  winner!: ComparedSide | null;
}

@ObjectType({ description: 'A text and how often it was found.' })
export class CountedText {
  @Field(() => String, { description: 'The text as it was found.' })
  text!: string;

  @Field(() => Int, {
    description: 'How often: in how many summaries, or for `personalData` how many hits in all summaries.',
  })
  count!: number;
}

@ObjectType({ description: 'What stands in the summaries of a run, most frequent first.' })
export class SummaryFindings {
  @Field(() => Int, {
    description:
      'Conversations that both runs cover and this one has no summary of: Run.failures says why. They are not compared.',
  })
  missing!: number;

  @Field(() => [CountedText], { description: 'First three words of summaries, at most ten.' })
  openings!: CountedText[];

  @Field(() => [CountedText], {
    description: 'Phrases that say nothing: of the built-in list, or of `ComparisonOptionsInput.vaguePhrases`.',
  })
  vaguePhrases!: CountedText[];

  @Field(() => [CountedText], {
    description:
      "Phrases that no summary should hold: of the built-in list and the runs' summary models, or of " +
      '`ComparisonOptionsInput.bannedPhrases`.',
  })
  bannedPhrases!: CountedText[];

  @Field(() => [CountedText], {
    description: 'Names and identifiers in summaries that their conversations lack, at most twenty.',
  })
  unsupportedNames!: CountedText[];

  @Field(() => [CountedText], { description: 'Summaries that occur more than once, at most ten.' })
  mostRepeated!: CountedText[];

  @Field(() => [CountedText], {
    description:
      'Kinds of personal data, told by its form: `email`, `phone`, `key`, `card`. The data itself is not kept.',
  })
  personalData!: CountedText[];
}

@ObjectType({ description: 'The summaries of both runs, held against the conversations without a language model.' })
export class SummaryQualityComparison {
  @Field(() => [SummaryMetric], { description: 'The numbers of both runs, in the order in which they are shown.' })
  metrics!: SummaryMetric[];

  @Field(() => SummaryFindings, { description: "What stands in A's summaries." })
  a!: SummaryFindings;

  @Field(() => SummaryFindings, { description: "What stands in B's summaries." })
  b!: SummaryFindings;
}
