import { Field, Float, Int, ObjectType, registerEnumType } from 'type-graphql';
import type { PreferenceVerdict } from '@understory/core';
import { Cluster } from '../cluster/cluster.type.ts';
import type { ComparedSide } from '../comparison/comparison-statistics.type.ts';
import { ComparedSideEnum, DifferenceOfRuns, EstimateOfRun } from '../comparison/comparison-statistics.type.ts';
import { StoredConversation } from '../conversation/conversation.type.ts';
import { createConnectionType } from '../graphql/connection.ts';
import { JudgementSession } from './judgement-session.type.ts';

const JudgedVerdictEnum = { A: 'a', B: 'b', CANNOT_TELL: 'cannot-tell' } as const;
registerEnumType(JudgedVerdictEnum, {
  name: 'JudgedVerdict',
  description: 'Whose summaries or names are better; a run only where a test finds it with p < 0.05.',
});

const PreferredEnum = { A: 'a', B: 'b', TIE: 'tie' } as const;
registerEnumType(PreferredEnum, { name: 'PreferredSummary' });

export const JudgementOutcomeEnum = {
  PREFERS_A: 'prefers-a',
  PREFERS_B: 'prefers-b',
  TIE: 'tie',
  ORDER_DEPENDENT: 'order-dependent',
  IDENTICAL: 'identical',
  BOTH_RIGHT: 'both-right',
  ONLY_A_RIGHT: 'only-a-right',
  ONLY_B_RIGHT: 'only-b-right',
  NEITHER_RIGHT: 'neither-right',
  FAILED: 'failed',
  OPEN: 'open',
} as const;
export type JudgementOutcome = (typeof JudgementOutcomeEnum)[keyof typeof JudgementOutcomeEnum];
registerEnumType(JudgementOutcomeEnum, {
  name: 'JudgementOutcome',
  valuesConfig: {
    ORDER_DEPENDENT: { description: 'The two orders gave different answers; counts as a tie.' },
    IDENTICAL: { description: 'Both summaries are the same text; counts as a tie.' },
    FAILED: { description: 'A question got no usable answer; retryJudging asks again.' },
    OPEN: { description: 'Not answered yet, or hidden until the result is revealed.' },
  },
});

@ObjectType({ description: 'Whether a judge goes by the order in which it is shown two summaries.' })
export class JudgePositionBias {
  @Field(() => EstimateOfRun, {
    nullable: true,
    description: 'Share of choices for the summary shown first, ties as half; 0.5 without bias.',
  })
  firstShare!: EstimateOfRun | null;

  @Field(() => Int, { description: 'Pairs whose answers lean to the first shown.' })
  towardsFirst!: number;

  @Field(() => Int)
  towardsSecond!: number;

  @Field(() => Float, { nullable: true, description: 'Exact two-sided sign test of the two.' })
  pValue!: number | null;

  @Field(() => Boolean, { description: 'Whether the p-value is below 0.05.' })
  isBiased!: boolean;
}

@ObjectType({ description: "Which of two runs' summaries a judge prefers." })
export class JudgedPreference {
  @Field(() => Int, { description: 'Pairs with a verdict: a + b + ties.' })
  count!: number;

  @Field(() => Int, { description: 'Pairs that A wins.' })
  a!: number;

  @Field(() => Int, { description: 'Pairs that B wins.' })
  b!: number;

  @Field(() => Int)
  ties!: number;

  @Field(() => Int, { description: 'Of the ties, pairs of the same text.' })
  identical!: number;

  @Field(() => Int, { description: 'Of the ties, pairs whose answer changed with the order.' })
  orderDependent!: number;

  @Field(() => EstimateOfRun, { nullable: true, description: 'Share that B wins, a tie as half a win for each.' })
  winRate!: EstimateOfRun | null;

  @Field(() => EstimateOfRun, { nullable: true, description: 'Share that B wins among the pairs with a winner.' })
  winRateWithoutTies!: EstimateOfRun | null;

  @Field(() => Float, { nullable: true, description: 'Exact two-sided sign test over the pairs with a winner.' })
  pValue!: number | null;

  @Field(() => JudgePositionBias)
  positionBias!: JudgePositionBias;

  @Field(() => JudgedVerdictEnum)
  verdict!: PreferenceVerdict;

  @Field(() => String, { description: 'In plain words.' })
  sentence!: string;

  @Field(() => [String], { description: 'What a reader must know besides.' })
  remarks!: string[];
}

@ObjectType({ description: 'Two clusters that a judge mistook for each other by their names.' })
export class NamingConfusion {
  @Field(() => Cluster, { description: 'That holds the conversations.' })
  expected!: Cluster;

  @Field(() => Cluster, { description: 'That the judge chose.' })
  chosen!: Cluster;

  @Field(() => Int)
  count!: number;
}

@ObjectType({ description: 'How well the names of one run tell where conversations belong.' })
export class NamingAccuracy {
  @Field(() => EstimateOfRun, { nullable: true, description: 'Share of conversations put where they are.' })
  accuracy!: EstimateOfRun | null;

  @Field(() => Int, { description: 'Names to choose from.' })
  topicCount!: number;

  @Field(() => Int, { description: 'Depth of the level, 0 for the roots.' })
  depth!: number;

  @Field(() => Float, { description: 'Accuracy of choosing blindly.' })
  chance!: number;

  @Field(() => Float, { nullable: true, description: 'Accuracy of always choosing the most frequent cluster.' })
  majority!: number | null;

  @Field(() => Int, { description: 'Conversations that no name seemed to fit; they count as wrong.' })
  noneCount!: number;

  @Field(() => [NamingConfusion], { description: 'Most frequent first, at most ten.' })
  confusions!: NamingConfusion[];
}

@ObjectType({ description: 'The names of two runs, tested on the same conversations.' })
export class NamingTest {
  @Field(() => NamingAccuracy)
  a!: NamingAccuracy;

  @Field(() => NamingAccuracy)
  b!: NamingAccuracy;

  @Field(() => DifferenceOfRuns, { nullable: true, description: 'B − A.' })
  difference!: DifferenceOfRuns | null;

  @Field(() => JudgedVerdictEnum)
  verdict!: PreferenceVerdict;

  @Field(() => String, { description: 'In plain words.' })
  sentence!: string;

  @Field(() => [String])
  remarks!: string[];
}

@ObjectType({ description: 'One question to a judge and its answer.' })
export class JudgeAnswer {
  @Field(() => ComparedSideEnum, {
    description: 'Of a pair: whose summary was shown first. Of a naming test: whose names there were to choose from.',
  })
  side!: ComparedSide;

  @Field(() => PreferredEnum, { nullable: true, description: 'Null in a naming test and without an answer.' })
  preferred!: ComparedSide | 'tie' | null;

  @Field(() => Cluster, { nullable: true, description: 'That holds the conversation; null for a pair.' })
  expected!: Cluster | null;

  @Field(() => Cluster, { nullable: true, description: 'That the judge chose; null if none seemed to fit.' })
  chosen!: Cluster | null;

  @Field(() => Boolean, { description: 'Whether it got no usable answer.' })
  isFailed!: boolean;

  @Field(() => String, { nullable: true, description: "The judge's reason, or why there is no answer." })
  reason!: string | null;
}

@ObjectType({ description: 'What a judge said of one conversation.' })
export class Judgement {
  @Field(() => Int, { description: "The conversation's place in the sample." })
  item!: number;

  @Field(() => StoredConversation)
  conversation!: StoredConversation;

  @Field(() => String)
  summaryA!: string;

  @Field(() => String)
  summaryB!: string;

  @Field(() => JudgementOutcomeEnum)
  outcome!: JudgementOutcome;

  @Field(() => [JudgeAnswer], { description: 'One for each order, or one for the names of each run.' })
  answers!: JudgeAnswer[];
}

export const JudgementConnection = createConnectionType(Judgement, 'Judgement');

@ObjectType('JudgeAgreement', { description: 'How far two judges agree on the same conversations.' })
export class AgreementOfJudges {
  @Field(() => JudgementSession)
  one!: JudgementSession;

  @Field(() => JudgementSession)
  other!: JudgementSession;

  @Field(() => Int, { description: 'Conversations that both have a verdict on.' })
  count!: number;

  @Field(() => EstimateOfRun, { nullable: true, description: 'Share of the same verdict.' })
  agreed!: EstimateOfRun | null;

  @Field(() => EstimateOfRun, {
    nullable: true,
    description: "Cohen's kappa: 1 for the same verdicts, 0 for as many as chance gives.",
  })
  kappa!: EstimateOfRun | null;

  @Field(() => Int, { description: 'Conversations on which one prefers A and the other B.' })
  opposed!: number;

  @Field(() => String)
  sentence!: string;
}

@ObjectType({ description: 'What judging would take, about.' })
export class JudgingEstimate {
  @Field(() => Int, { description: 'Questions to the model.' })
  questionCount!: number;

  @Field(() => Int, { description: 'Pairs of the same text, which are not asked.' })
  identicalCount!: number;

  @Field(() => Int)
  inputTokens!: number;

  @Field(() => Int)
  outputTokens!: number;

  @Field(() => Float, { nullable: true, description: "US dollars; null if the model's price is not known." })
  costDollars!: number | null;

  @Field(() => Boolean, { description: 'Whether the server has a key or an address for models.' })
  isReachable!: boolean;
}
