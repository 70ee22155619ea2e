import { Field, Float, Int, ObjectType, registerEnumType } from 'type-graphql';
import type { PreferenceVerdict } from '@understory/core';
import { Cluster } from '../cluster/cluster.type.ts';
import type { ComparedSide } from '../comparison/comparison-statistics.type.ts';
import { ComparedSideEnum, EstimateOfRun } from '../comparison/comparison-statistics.type.ts';
import { StoredConversation } from '../conversation/conversation.type.ts';
import { createConnectionType } from '../graphql/connection.ts';
import { JudgementSession } from './judgement-session.type.ts';

export const JudgedVerdictEnum = { A: 'a', B: 'b', CANNOT_TELL: 'cannot-tell' } as const;
registerEnumType(JudgedVerdictEnum, {
  name: 'JudgedVerdict',
  description: 'Whose summaries or names are better; a run only where a test finds it with p < 0.05.',
  valuesConfig: {
    A: { description: 'The summaries or names of A are better.' },
    B: { description: 'The summaries or names of B are better.' },
    CANNOT_TELL: { description: 'Chance may explain the difference, or there is none.' },
  },
});

const PreferredEnum = { A: 'a', B: 'b', TIE: 'tie' } as const;
registerEnumType(PreferredEnum, {
  name: 'PreferredSummary',
  description: 'Whose of two summaries an answer prefers, with the sources known again.',
  valuesConfig: {
    A: { description: 'That of run A.' },
    B: { description: 'That of run B.' },
    TIE: { description: 'Neither.' },
  },
});

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
  description:
    'What the answers on one conversation come to. The four about RIGHT are of naming tests; the ' +
    'preferences, TIE, ORDER_DEPENDENT and IDENTICAL of compared summaries.',
  valuesConfig: {
    ORDER_DEPENDENT: { description: 'The two orders gave different answers; counts as a tie.' },
    IDENTICAL: { description: 'Both summaries are the same text; counts as a tie.' },
    FAILED: { description: 'A question got no usable answer; retryJudging asks again.' },
    OPEN: { description: 'Not answered yet.' },
    PREFERS_A: { description: "A's summary is preferred, in both orders where both were asked." },
    PREFERS_B: { description: "B's summary is preferred, in both orders where both were asked." },
    TIE: { description: 'Neither summary is preferred.' },
    BOTH_RIGHT: { description: 'By the names of either run the judge put it where it is.' },
    ONLY_A_RIGHT: { description: 'Only by the names of A the judge put it where it is.' },
    ONLY_B_RIGHT: { description: 'Only by the names of B the judge put it where it is.' },
    NEITHER_RIGHT: { description: 'By the names of neither run the judge put it where it is.' },
  },
});

@ObjectType({ description: 'Whether a judge goes by the order in which it is shown two summaries.' })
export class JudgePositionBias {
  @Field(() => EstimateOfRun, {
    nullable: true,
    description:
      'Share of choices for the summary shown first, ties as half, in [0, 1]; 0.5 without bias. Null ' +
      'without a pair.',
  })
  firstShare!: EstimateOfRun | null;

  @Field(() => Int, { description: 'Pairs whose answers lean to the first shown.' })
  towardsFirst!: number;

  @Field(() => Int, { description: 'Pairs whose answers lean to the second shown.' })
  towardsSecond!: number;

  @Field(() => Float, {
    nullable: true,
    description:
      'How likely a judge without bias leans at least as unevenly, in [0, 1]: exact two-sided sign test of ' +
      'the two counts. Null without a pair.',
  })
  pValue!: number | null;

  @Field(() => Boolean, { description: 'Whether the p-value is below 0.05.' })
  isBiased!: boolean;
}

@ObjectType({ description: "Which of two runs' summaries a judge prefers." })
export class JudgedPreference {
  @Field(() => Int, { description: 'Pairs with a verdict: winCountA + winCountB + tieCount.' })
  pairCount!: number;

  @Field(() => Int, { description: 'Pairs that A wins.' })
  winCountA!: number;

  @Field(() => Int, { description: 'Pairs that B wins.' })
  winCountB!: number;

  @Field(() => Int, { description: 'Pairs that neither wins.' })
  tieCount!: number;

  @Field(() => Int, { description: 'Of the ties, pairs of the same text.' })
  identicalCount!: number;

  @Field(() => Int, { description: 'Of the ties, pairs whose answer changed with the order.' })
  orderDependentCount!: number;

  @Field(() => EstimateOfRun, {
    nullable: true,
    description:
      'Share that B wins, a tie as half a win for each, in [0, 1]; 0.5 where neither is preferred. Null ' +
      'without a pair.',
  })
  winRate!: EstimateOfRun | null;

  @Field(() => EstimateOfRun, {
    nullable: true,
    description: 'Share that B wins among the pairs with a winner, in [0, 1]; null without such a pair.',
  })
  winRateWithoutTies!: EstimateOfRun | null;

  @Field(() => Float, {
    nullable: true,
    description:
      'How likely chance alone gives so uneven a count, in [0, 1]: exact two-sided sign test over the pairs ' +
      'with a winner. Null without such a pair.',
  })
  pValue!: number | null;

  @Field(() => JudgePositionBias, { description: 'Whether the judge goes by the order in which it is shown the two.' })
  positionBias!: JudgePositionBias;

  @Field(() => JudgedVerdictEnum, { description: 'Whose summaries are better.' })
  verdict!: PreferenceVerdict;

  @Field(() => String, { description: 'The verdict in plain words, with its numbers.' })
  sentence!: string;

  @Field(() => [String], { description: 'What a reader must know besides, in plain words.' })
  remarks!: string[];
}

@ObjectType({ description: 'One question to a judge and its answer.' })
export class JudgeAnswer {
  @Field(() => ComparedSideEnum, {
    description: 'Of a pair: whose summary was shown first. Of a naming test: whose names there were to choose from.',
  })
  side!: ComparedSide;

  @Field(() => PreferredEnum, {
    nullable: true,
    description: 'Whose summary was preferred; null in a naming test and without an answer.',
  })
  preferred!: ComparedSide | 'tie' | null;

  @Field(() => Cluster, {
    nullable: true,
    description: 'The cluster that holds the conversation; null where summaries are compared.',
  })
  expected!: Cluster | null;

  @Field(() => Cluster, {
    nullable: true,
    description:
      'The cluster that the judge chose; null if none seemed to fit, without an answer, and where summaries ' +
      'are compared.',
  })
  chosen!: Cluster | null;

  @Field(() => Boolean, { description: 'Whether it got no usable answer.' })
  isFailed!: boolean;

  @Field(() => String, {
    nullable: true,
    description: "The judge's reason, or why there is no answer; null where a person gave none.",
  })
  reason!: string | null;
}

@ObjectType({ description: 'What a judge said of one conversation.' })
export class Judgement {
  @Field(() => Int, { description: "The conversation's place in the sample, from 0." })
  item!: number;

  @Field(() => StoredConversation, { description: 'The conversation that was judged.' })
  conversation!: StoredConversation;

  @Field(() => String, { description: 'What run A said of it.' })
  summaryA!: string;

  @Field(() => String, { description: 'What run B said of it.' })
  summaryB!: string;

  @Field(() => JudgementOutcomeEnum, { description: 'What the answers come to.' })
  outcome!: JudgementOutcome;

  @Field(() => [JudgeAnswer], {
    description: 'One for each order in which the pair is shown, or one for the names of each run.',
  })
  answers!: JudgeAnswer[];
}

export const JudgementConnection = createConnectionType(Judgement, 'Judgement');

@ObjectType('JudgeAgreement', { description: 'How far two judges agree on the same conversations.' })
export class AgreementOfJudges {
  @Field(() => JudgementSession, { description: 'The session of the one judge, the newer of the two.' })
  one!: JudgementSession;

  @Field(() => JudgementSession, { description: 'The session of the other judge.' })
  other!: JudgementSession;

  @Field(() => Int, {
    description: 'Conversations that both have a verdict on, above 0; pairs of the same text are left out.',
  })
  count!: number;

  @Field(() => EstimateOfRun, {
    nullable: true,
    description: 'Share of conversations with the same verdict, in [0, 1].',
  })
  agreed!: EstimateOfRun | null;

  @Field(() => EstimateOfRun, {
    nullable: true,
    description:
      "Cohen's kappa, in [−1, 1]: 1 for the same verdicts, 0 for as many as chance gives. Null where both " +
      'always say the same one thing; its interval is null below 20 conversations.',
  })
  kappa!: EstimateOfRun | null;

  @Field(() => Int, { description: 'Conversations on which one prefers A and the other B.' })
  opposed!: number;

  @Field(() => String, { description: 'The agreement in plain words, with its numbers.' })
  sentence!: string;
}

export const JudgeAgreementConnection = createConnectionType(AgreementOfJudges, 'JudgeAgreement');

@ObjectType({ description: 'What judging would take, about.' })
export class JudgingEstimate {
  @Field(() => Int, { description: 'Questions that the model would be asked.' })
  questionCount!: number;

  @Field(() => Int, { description: 'Pairs of the same text, which are not asked.' })
  identicalCount!: number;

  @Field(() => Float, { description: 'Tokens that the questions would take, about; a whole number.' })
  inputTokens!: number;

  @Field(() => Float, { description: 'Tokens that the answers would take, about; a whole number.' })
  outputTokens!: number;

  @Field(() => Float, {
    nullable: true,
    description: 'What the model would cost, in US dollars; null if its price is not known.',
  })
  costDollars!: number | null;

  @Field(() => Boolean, { description: 'Whether the server has a key or an address for models.' })
  isReachable!: boolean;
}
