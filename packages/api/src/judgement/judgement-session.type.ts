import { Field, Float, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import type { BlindChoice } from '@understory/core';
import { DEFAULT_PURPOSE } from '@understory/core';
import type { JudgeKind, JudgementKind, NamingLevel, SampleRemark } from '../db/judgement-schema.ts';
import type { RunStatus } from '../db/schema.ts';
import { ConversationMessage } from '../conversation/conversation.type.ts';
import { DateTimeISO } from '../graphql/scalars.ts';
import { RunStatusEnum } from '../run/run.type.ts';

const JudgementKindEnum = { PAIRS: 'pairs', NAMING: 'naming' } as const;
registerEnumType(JudgementKindEnum, {
  name: 'JudgementKind',
  description: 'What a judge is asked.',
  valuesConfig: {
    PAIRS: { description: 'Which of two summaries of a conversation serves a purpose better.' },
    NAMING: { description: 'Where a conversation belongs, by the names and descriptions of clusters alone.' },
  },
});

const JudgeKindEnum = { MODEL: 'model', PERSON: 'person', LOCAL: 'local' } as const;
registerEnumType(JudgeKindEnum, {
  name: 'JudgeKind',
  description: 'Who judges.',
  valuesConfig: {
    MODEL: { description: 'A language model; needs OPENAI_API_KEY or OPENAI_BASE_URL.' },
    LOCAL: { description: 'Similarity of words; needs no key. For naming tests only.' },
    PERSON: { description: 'A person, who answers by recordJudgement. For comparing summaries only.' },
  },
});

export const NamingLevelEnum = { ROOTS: 'roots', FINEST: 'finest' } as const;
registerEnumType(NamingLevelEnum, {
  name: 'NamingLevel',
  description: 'Which level of a tree gives the names of a naming test.',
  valuesConfig: {
    FINEST: { description: 'The deepest level with at most 30 names; the roots where even they are more.' },
    ROOTS: { description: 'The clusters without a parent.' },
  },
});

export const BlindChoiceEnum = { FIRST: 'first', SECOND: 'second', TIE: 'tie' } as const;
registerEnumType(BlindChoiceEnum, {
  name: 'BlindChoice',
  description: 'Which of two summaries a judge prefers, whose sources are hidden.',
  valuesConfig: {
    FIRST: { description: 'The one shown first.' },
    SECOND: { description: 'The one shown second.' },
    TIE: { description: 'Neither.' },
  },
});

const PURPOSE = `What the summaries are for, in 1 … 2000 characters. Default “${DEFAULT_PURPOSE}”`;

@ObjectType({ description: "One judge's work on two runs." })
export class JudgementSession {
  isTurned!: boolean;
  depthA!: number | null;
  depthB!: number | null;
  revealedAt!: Date | null;
  remarks!: SampleRemark[];
  modelId!: string | null;
  callCount!: number;
  cachedCallCount!: number;
  failedCallCount!: number;
  requestCount!: number;
  inputTokens!: number;
  outputTokens!: number;
  costDollars!: number | null;

  @Field(() => ID, { description: 'Unique; what the mutations of a session ask for.' })
  id!: string;

  @Field(() => ID, {
    description:
      '`Run.id` of the run called A: the one that was named first, or that the comparison calls A in which the ' +
      'session is read.',
  })
  runAId!: string;

  @Field(() => ID, { description: '`Run.id` of the run called B.' })
  runBId!: string;

  @Field(() => JudgementKindEnum, { description: 'What the judge is asked.' })
  kind!: JudgementKind;

  @Field(() => JudgeKindEnum, { description: 'Who judges.' })
  judge!: JudgeKind;

  @Field(() => String, { description: "A person's name, or the model: `openai/gpt-4o-mini`, `local/lsa`." })
  judgeName!: string;

  @Field(() => String, { nullable: true, description: 'What the summaries are for; null for a naming test.' })
  purpose!: string | null;

  @Field(() => NamingLevelEnum, {
    nullable: true,
    description: 'Which names there are to choose from; null for a comparison of summaries.',
  })
  level!: NamingLevel | null;

  @Field(() => Int, { description: 'What the conversations were drawn by.' })
  seed!: number;

  @Field(() => Int, { description: 'Conversations asked for; `total` is less where the runs share fewer.' })
  sampleSize!: number;

  @Field(() => RunStatusEnum, {
    description: 'Where it stands. That of a person is RUNNING until the last pair is judged or the result revealed.',
  })
  status!: RunStatus;

  @Field(() => String, { nullable: true, description: 'Why it failed or paused; null otherwise.' })
  error!: string | null;

  @Field(() => Float, {
    nullable: true,
    description: 'What its model calls may cost, in US dollars; null for no limit.',
  })
  budgetDollars!: number | null;

  @Field(() => DateTimeISO, { description: 'When it was started.' })
  createdAt!: Date;

  @Field(() => DateTimeISO, { nullable: true, description: 'When it ended; null while it is under way or paused.' })
  finishedAt!: Date | null;
}

@ObjectType({
  description: 'Two summaries of one conversation for a person to judge; nothing says where they come from.',
})
export class BlindPairView {
  @Field(() => Int, { description: "The conversation's place in the sample, from 0; recordJudgement asks for it." })
  item!: number;

  @Field(() => [ConversationMessage], {
    description:
      'What was said in the conversation that both summaries are of, in order. No more of it: its summaries would ' +
      'say which run wrote which.',
  })
  messages!: ConversationMessage[];

  @Field(() => String, { description: 'The summary shown first.' })
  first!: string;

  @Field(() => String, { description: 'The summary shown second.' })
  second!: string;
}

@InputType()
class SampleInput {
  @Field(() => ID, { description: '`Run.id` of the run called A.' })
  a!: string;

  @Field(() => ID, { description: '`Run.id` of the run called B, over the same dataset.' })
  b!: string;

  @Field(() => Int, {
    nullable: true,
    description: 'Conversations, in 1 … 1000; fewer where the runs share fewer. Default 50.',
  })
  count?: number | null;

  @Field(() => Int, {
    nullable: true,
    description:
      'Draws the conversations, in 0 … 2³¹ − 1; a larger sample under the same seed holds the smaller one. ' +
      'Default 42.',
  })
  seed?: number | null;
}

@InputType({ description: "What a language model is to compare: two runs' summaries of the same conversations." })
export class StartJudgingInput extends SampleInput {
  @Field(() => String, { nullable: true, description: PURPOSE })
  purpose?: string | null;

  @Field(() => String, { nullable: true, description: 'The language model that judges. Default gpt-4o-mini.' })
  modelId?: string | null;

  @Field(() => Float, {
    nullable: true,
    description: 'What the calls may cost, above 0, in US dollars; no limit by default.',
  })
  budgetDollars?: number | null;
}

@InputType({ description: "What a person is to compare: two runs' summaries of the same conversations." })
export class StartPersonJudgingInput extends SampleInput {
  @Field(() => String, { nullable: true, description: PURPOSE })
  purpose?: string | null;

  @Field(() => String, { nullable: true, description: 'Who judges, in 1 … 80 characters. Default Somebody.' })
  judgeName?: string | null;
}

@InputType({ description: "Which two runs' names are tested, and by whom." })
export class StartNamingTestInput extends SampleInput {
  @Field(() => JudgeKindEnum, { nullable: true, description: 'Who judges: LOCAL (default) or MODEL.' })
  judge?: JudgeKind | null;

  @Field(() => NamingLevelEnum, { nullable: true, description: 'Which names there are to choose from. Default ROOTS.' })
  level?: NamingLevel | null;

  @Field(() => String, { nullable: true, description: 'The language model, where one judges. Default gpt-4o-mini.' })
  modelId?: string | null;

  @Field(() => Float, {
    nullable: true,
    description: 'What the calls may cost, above 0, in US dollars; no limit by default.',
  })
  budgetDollars?: number | null;
}

@InputType({ description: "A person's answer on one pair." })
export class RecordJudgementInput {
  @Field(() => ID, { description: '`JudgementSession.id`' })
  id!: string;

  @Field(() => Int, { description: '`nextPair.item`.' })
  item!: number;

  @Field(() => BlindChoiceEnum, { description: 'Which of the two summaries serves the purpose better.' })
  choice!: BlindChoice;

  @Field(() => String, { nullable: true, description: 'Why, in at most 1000 characters; null for no reason.' })
  reason?: string | null;
}
