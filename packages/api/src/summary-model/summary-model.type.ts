import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import type { JsonObject } from '@understory/core';
import { DateTimeISO, JsonScalar } from '../graphql/scalars.ts';

@ObjectType('SummaryModel', { description: 'A way of summarising conversations, in one or more versions.' })
export class StoredSummaryModel {
  @Field(() => ID, { description: 'Unique; what `summaryModel` asks for.' })
  id!: string;

  @Field(() => String, { description: 'Unique, in 1 … 200 characters.' })
  name!: string;

  @Field(() => String, { nullable: true, description: 'What it is for; null where nobody said.' })
  description!: string | null;
}

@ObjectType({ description: 'One immutable state of a summary model.' })
export class SummaryModelVersion {
  @Field(() => ID, { description: 'Unique; what startRun and previewSummaries ask for.' })
  id!: string;

  summaryModelId!: string;

  @Field(() => Int, { description: 'Number among the versions of its model, from 1.' })
  version!: number;

  @Field(() => String, { description: '`local`, `openai` for any server of that protocol, or `recorded`.' })
  provider!: string;

  @Field(() => String, { description: 'The language model of a prompt, `extractive`, or what recorded the summaries.' })
  modelId!: string;

  @Field(() => JsonScalar, {
    description:
      "The model's settings, complete, as a JSON object; `kind` says which kind of model it is: " +
      '`extractive`, `prompt` or `recorded`.',
  })
  definition!: JsonObject;

  @Field(() => String, { description: 'Stands for everything that can change an answer, 64 hex digits.' })
  fingerprint!: string;

  @Field(() => DateTimeISO, { description: 'When it was stored.' })
  createdAt!: Date;
}

@InputType({ description: 'A summary model, or a new version of one.' })
export class CreateSummaryModelInput {
  @Field(() => String, {
    description: 'In 1 … 200 characters. A new name makes a new model; a known name adds a version to it.',
  })
  name!: string;

  @Field(() => String, {
    nullable: true,
    description:
      'What it is for, in at most 2000 characters; replaces that of the model. Null or nothing leaves it as ' +
      'it is.',
  })
  description?: string | null;

  @Field(() => JsonScalar, {
    description:
      "The model's settings as a JSON object: see SummaryModelVersion.definition, and summaryModelTemplates " +
      'for some to start from.',
  })
  definition!: unknown;
}

@ObjectType({ description: 'A definition to start from.' })
export class SummaryModelTemplate {
  @Field(() => String, { description: 'What it is called.' })
  name!: string;

  @Field(() => String, { description: 'What it does.' })
  description!: string;

  @Field(() => JsonScalar, { description: 'What createSummaryModel takes, complete: every setting has its value.' })
  definition!: JsonObject;
}
