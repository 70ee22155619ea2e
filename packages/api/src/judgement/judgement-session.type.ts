import { Field, Float, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import type { BlindChoice } from '@understory/core';
import type { JudgeKind, JudgementKind, NamingLevel, SampleRemark } from '../db/judgement-schema.ts';
import type { RunStatus } from '../db/schema.ts';
import { StoredConversation } from '../conversation/conversation.type.ts';
import { DateTimeISO } from '../graphql/scalars.ts';
import { RunStatusEnum } from '../run/run.type.ts';

const JudgementKindEnum = { PAIRS: 'pairs', NAMING: 'naming' } as const;
registerEnumType(JudgementKindEnum, {
  name: 'JudgementKind',
  valuesConfig: {
    PAIRS: { description: 'Which of two summaries of a conversation serves a purpose better.' },
    NAMING: { description: 'Where a conversation belongs, by the names and descriptions of clusters alone.' },
  },
});

const JudgeKindEnum = { MODEL: 'model', PERSON: 'person', LOCAL: 'local' } as const;
registerEnumType(JudgeKindEnum, {
  name: 'JudgeKind',
  valuesConfig: {
    MODEL: { description: 'A language model; needs OPENAI_API_KEY or OPENAI_BASE_URL.' },
    LOCAL: { description: 'Similarity of words; needs no key. For naming tests only.' },
  },
});

export const NamingLevelEnum = { ROOTS: 'roots', FINEST: 'finest' } as const;
registerEnumType(NamingLevelEnum, {
  name: 'NamingLevel',
  valuesConfig: { FINEST: { description: 'The deepest level with at most 30 names.' } },
});

export const BlindChoiceEnum = { FIRST: 'first', SECOND: 'second', TIE: 'tie' } as const;
registerEnumType(BlindChoiceEnum, { name: 'BlindChoice', description: 'Of two summaries whose sources are hidden.' });

@ObjectType({ description: "One judge's work on two runs." })
export class JudgementSession {
  isTurned!: boolean;
  runAId!: string;
  runBId!: string;
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

  @Field(() => ID)
  id!: string;

  @Field(() => JudgementKindEnum)
  kind!: JudgementKind;

  @Field(() => JudgeKindEnum)
  judge!: JudgeKind;

  @Field(() => String, { description: "A person's name, or the model: `openai/gpt-4o-mini`." })
  judgeName!: string;

  @Field(() => String, { nullable: true, description: 'What the summaries are for; null for a naming test.' })
  purpose!: string | null;

  @Field(() => NamingLevelEnum, { nullable: true, description: 'Null for a comparison of summaries.' })
  level!: NamingLevel | null;

  @Field(() => Int)
  seed!: number;

  @Field(() => Int, { description: 'Conversations asked for.' })
  sampleSize!: number;

  @Field(() => RunStatusEnum)
  status!: RunStatus;

  @Field(() => String, { nullable: true })
  error!: string | null;

  @Field(() => Float, { nullable: true })
  budgetDollars!: number | null;

  @Field(() => DateTimeISO)
  createdAt!: Date;

  @Field(() => DateTimeISO, { nullable: true })
  finishedAt!: Date | null;
}

@ObjectType({
  description: 'Two summaries of one conversation for a person to judge; nothing says where they come from.',
})
export class BlindPairView {
  @Field(() => Int, { description: 'For recordJudgement.' })
  item!: number;

  @Field(() => StoredConversation)
  conversation!: StoredConversation;

  @Field(() => String)
  first!: string;

  @Field(() => String)
  second!: string;
}

@InputType()
class SampleInput {
  @Field(() => ID)
  a!: string;

  @Field(() => ID)
  b!: string;

  @Field(() => Int, { nullable: true, description: 'Conversations, in 1 … 1000. Default 50.' })
  count?: number | null;

  @Field(() => Int, {
    nullable: true,
    description: 'Draws the conversations; a larger sample under the same seed holds the smaller one. Default 42.',
  })
  seed?: number | null;
}

@InputType()
export class StartJudgingInput extends SampleInput {
  @Field(() => String, { nullable: true, description: 'What the summaries are for.' })
  purpose?: string | null;

  @Field(() => String, { nullable: true, description: 'Default gpt-4o-mini.' })
  modelId?: string | null;

  @Field(() => Float, { nullable: true, description: 'US dollars; no limit by default.' })
  budgetDollars?: number | null;
}

@InputType()
export class StartHumanJudgingInput extends SampleInput {
  @Field(() => String, { nullable: true, description: 'What the summaries are for.' })
  purpose?: string | null;

  @Field(() => String, { nullable: true, description: 'Who judges.' })
  judgeName?: string | null;
}

@InputType()
export class StartNamingTestInput extends SampleInput {
  @Field(() => JudgeKindEnum, { nullable: true, description: 'LOCAL (default) or MODEL.' })
  judge?: JudgeKind | null;

  @Field(() => NamingLevelEnum, { nullable: true, description: 'Default ROOTS.' })
  level?: NamingLevel | null;

  @Field(() => String, { nullable: true, description: 'Default gpt-4o-mini.' })
  modelId?: string | null;

  @Field(() => Float, { nullable: true, description: 'US dollars; no limit by default.' })
  budgetDollars?: number | null;
}

@InputType()
export class RecordJudgementInput {
  @Field(() => ID, { description: 'Of the session.' })
  id!: string;

  @Field(() => Int, { description: '`nextPair.item`' })
  item!: number;

  @Field(() => BlindChoiceEnum)
  choice!: BlindChoice;

  @Field(() => String, { nullable: true })
  reason?: string | null;
}
