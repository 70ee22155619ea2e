import { Field, Float, ID, InputType, Int, ObjectType } from 'type-graphql';
import type { ConversationCut, JsonObject } from '@understory/core';
import { StoredConversation } from '../conversation/conversation.type.ts';
import { JsonScalar } from '../graphql/scalars.ts';
import { ConversationCutType } from '../summary/conversation-cut.type.ts';
import { SummaryFacets } from '../summary/summary-facets.type.ts';

@InputType({ description: 'Which summary model to try, on which conversations.' })
export class PreviewSummariesInput {
  @Field(() => ID)
  datasetId!: string;

  @Field(() => JsonScalar, {
    nullable: true,
    description: 'A definition that need not be saved. Either this or versionId.',
  })
  definition?: unknown;

  @Field(() => ID, { nullable: true, description: 'A saved version. Either this or definition.' })
  versionId?: string | null;

  @Field(() => ID, { nullable: true, description: 'Version of the summary model to show beside it.' })
  compareWith?: string | null;

  @Field(() => [ID], { nullable: true, description: 'At most 20; a sample if not given.' })
  conversationIds?: string[] | null;

  @Field(() => Int, { nullable: true, defaultValue: 2, description: '1 … 20 conversations, drawn by the seed.' })
  sampleSize?: number | null;

  @Field(() => Int, { nullable: true, defaultValue: 42 })
  seed?: number | null;
}

@ObjectType({ description: 'How a summary keeps to the form that its model asks for.' })
export class SummaryCompliance {
  @Field(() => Int)
  wordCount!: number;

  @Field(() => Boolean, { nullable: true, description: 'Null if the model has no word range.' })
  isInWordRange!: boolean | null;

  @Field(() => Boolean, { nullable: true, description: 'Null if the model has no required openings.' })
  hasRequiredOpening!: boolean | null;

  @Field(() => [String], { nullable: true, description: 'Those it contains; null if the model bans none.' })
  usedBannedPhrases!: string[] | null;
}

@ObjectType({ description: 'A summary that was only tried, and is kept nowhere but in the cache of model calls.' })
export class PreviewedSummary extends SummaryFacets {
  @Field(() => SummaryCompliance)
  compliance!: SummaryCompliance;

  @Field(() => ConversationCutType, { nullable: true, description: 'What the model did not get to read.' })
  cut!: ConversationCut | null;
}

@ObjectType({ description: 'A message that a summary model sends to a language model.' })
export class SentMessage {
  @Field(() => String)
  role!: string;

  @Field(() => String)
  content!: string;
}

@ObjectType({ description: 'What one model made of one conversation.' })
export class PreviewAnswer {
  @Field(() => PreviewedSummary, { nullable: true, description: 'Null if the model failed.' })
  summary!: PreviewedSummary | null;

  @Field(() => String, { nullable: true, description: 'Why there is no summary.' })
  failureReason!: string | null;

  @Field(() => String, { nullable: true, description: 'The answer as it came, where there was one.' })
  rawAnswer!: string | null;

  @Field(() => [SentMessage], { description: 'Exactly what was sent; empty for a model that sends nothing.' })
  messages!: SentMessage[];

  @Field(() => Int, { description: '0 for a local model. For a cached answer: what it took when it was made.' })
  inputTokens!: number;

  @Field(() => Int)
  outputTokens!: number;

  @Field(() => Float, { nullable: true, description: "US dollars paid now; null if the model's price is not known." })
  costDollars!: number | null;

  @Field(() => Boolean, { description: 'Whether it came from the cache of model calls.' })
  isCached!: boolean;

  @Field(() => Float)
  durationMs!: number;
}

@ObjectType({ description: 'A summary model that was tried.' })
export class PreviewedModel {
  @Field(() => String)
  provider!: string;

  @Field(() => String)
  modelId!: string;

  @Field(() => JsonScalar, { description: 'Complete: every setting has its value.' })
  definition!: JsonObject;
}

@ObjectType({ description: 'What each model made of one conversation.' })
export class PreviewRow {
  @Field(() => StoredConversation)
  conversation!: StoredConversation;

  @Field(() => [PreviewAnswer], { description: 'In the order of SummaryPreview.models.' })
  answers!: PreviewAnswer[];
}

@ObjectType({ description: 'Summary models tried on a few conversations, side by side.' })
export class SummaryPreview {
  @Field(() => [PreviewedModel], { description: 'The previewed one, then the one it is compared with.' })
  models!: PreviewedModel[];

  @Field(() => [PreviewRow])
  rows!: PreviewRow[];
}
