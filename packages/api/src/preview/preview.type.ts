import { Field, Float, ID, InputType, Int, ObjectType } from 'type-graphql';
import type { ConversationCut, JsonObject } from '@understory/core';
import { StoredConversation } from '../conversation/conversation.type.ts';
import { JsonScalar } from '../graphql/scalars.ts';
import { ConversationCutType } from '../summary/conversation-cut.type.ts';
import { SummaryFacets } from '../summary/summary-facets.type.ts';

@InputType({ description: 'Which summary model to try, on which conversations.' })
export class PreviewSummariesInput {
  @Field(() => ID, { description: '`Dataset.id` of the dataset that the conversations are of.' })
  datasetId!: string;

  @Field(() => JsonScalar, {
    nullable: true,
    description: 'Settings of a summary model as a JSON object, which need not be saved. Either this or versionId.',
  })
  definition?: unknown;

  @Field(() => ID, {
    nullable: true,
    description: '`SummaryModelVersion.id` of a saved model. Either this or definition.',
  })
  versionId?: string | null;

  @Field(() => ID, {
    nullable: true,
    description: '`SummaryModelVersion.id` of a model to show beside it; none by default.',
  })
  compareWith?: string | null;

  @Field(() => [ID], {
    nullable: true,
    description: '`Conversation.id` of 1 … 20 conversations; a sample if not given.',
  })
  conversationIds?: string[] | null;

  @Field(() => Int, {
    nullable: true,
    defaultValue: 2,
    description: 'Conversations in the sample, in 1 … 20, where conversationIds is not given.',
  })
  sampleSize?: number | null;

  @Field(() => Int, {
    nullable: true,
    defaultValue: 42,
    description: 'Draws the sample: the same seed, the same conversations.',
  })
  seed?: number | null;
}

@ObjectType({ description: 'How a summary keeps to the form that its model asks for.' })
export class SummaryCompliance {
  @Field(() => Int, { description: 'Words of the summary.' })
  wordCount!: number;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether it has as many words as asked for; null if the model has no word range.',
  })
  isInWordRange!: boolean | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether it begins as asked for; null if the model has no required openings.',
  })
  hasRequiredOpening!: boolean | null;

  @Field(() => [String], {
    nullable: true,
    description: 'Banned phrases that it contains; null if the model bans none.',
  })
  usedBannedPhrases!: string[] | null;
}

@ObjectType({ description: 'A summary that was only tried, and is kept nowhere but in the cache of model calls.' })
export class PreviewedSummary extends SummaryFacets {
  @Field(() => SummaryCompliance, { description: 'How it keeps to the form that its model asks for.' })
  compliance!: SummaryCompliance;

  @Field(() => ConversationCutType, {
    nullable: true,
    description: 'What the model did not get to read; null if it read the whole conversation.',
  })
  cut!: ConversationCut | null;
}

@ObjectType({ description: 'A message that a summary model sends to a language model.' })
export class SentMessage {
  @Field(() => String, { description: '`system` or `user`.' })
  role!: string;

  @Field(() => String, { description: 'Its text.' })
  content!: string;
}

@ObjectType({ description: 'What one model made of one conversation.' })
export class PreviewAnswer {
  @Field(() => PreviewedSummary, { nullable: true, description: 'What the model says; null if it failed.' })
  summary!: PreviewedSummary | null;

  @Field(() => String, { nullable: true, description: 'Why there is no summary; null where there is one.' })
  failureReason!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'The answer as it came, where it was no usable one; null otherwise.',
  })
  rawAnswer!: string | null;

  @Field(() => [SentMessage], {
    description: 'Exactly what was sent, or would have been without the cache; empty for a model that sends nothing.',
  })
  messages!: SentMessage[];

  @Field(() => Float, {
    description:
      'Tokens sent, a whole number; 0 for a local model and a failed call. For a cached answer: what it took ' +
      'when it was made.',
  })
  inputTokens!: number;

  @Field(() => Float, {
    description:
      'Tokens received, a whole number; 0 for a local model and a failed call. For a cached answer: what it ' +
      'took when it was made.',
  })
  outputTokens!: number;

  @Field(() => Float, {
    nullable: true,
    description:
      "US dollars paid now, 0 for a local model or a cached answer; null if the model's price is not known, " +
      'or the call failed.',
  })
  costDollars!: number | null;

  @Field(() => Boolean, { description: 'Whether it came from the cache of model calls.' })
  isCached!: boolean;

  @Field(() => Float, { description: 'From asking to the answer, in milliseconds.' })
  durationMs!: number;
}

@ObjectType({ description: 'A summary model that was tried.' })
export class PreviewedModel {
  @Field(() => String, { description: '`local`, `openai` for any server of that protocol, or `recorded`.' })
  provider!: string;

  @Field(() => String, { description: 'The language model of a prompt, `extractive`, or what recorded the summaries.' })
  modelId!: string;

  @Field(() => JsonScalar, { description: 'Its settings as a JSON object, complete: every setting has its value.' })
  definition!: JsonObject;
}

@ObjectType({ description: 'What each model made of one conversation.' })
export class PreviewRow {
  @Field(() => StoredConversation, { description: 'The conversation that was summarised.' })
  conversation!: StoredConversation;

  @Field(() => [PreviewAnswer], { description: 'What each model made of it, in the order of SummaryPreview.models.' })
  answers!: PreviewAnswer[];
}

@ObjectType({ description: 'Summary models tried on a few conversations, side by side.' })
export class SummaryPreview {
  @Field(() => [PreviewedModel], { description: 'The previewed one, then the one it is compared with.' })
  models!: PreviewedModel[];

  @Field(() => [PreviewRow], {
    description: 'One for each conversation, in the order of the dataset, or of conversationIds.',
  })
  rows!: PreviewRow[];
}
