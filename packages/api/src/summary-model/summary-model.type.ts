import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import type { JsonObject } from '@understory/core';
import { DateTimeISO, JsonScalar } from '../graphql/scalars.ts';

@ObjectType('SummaryModel', { description: 'A way of summarising conversations, in one or more versions.' })
export class StoredSummaryModel {
  @Field(() => ID)
  id!: string;

  @Field(() => String, { description: 'Unique.' })
  name!: string;

  @Field(() => String, { nullable: true })
  description!: string | null;
}

@ObjectType({ description: 'One immutable state of a summary model.' })
export class SummaryModelVersion {
  @Field(() => ID)
  id!: string;

  summaryModelId!: string;

  @Field(() => Int, { description: 'From 1.' })
  version!: number;

  @Field(() => String, { description: '`local`, `openai` for any server of that protocol, or `recorded`.' })
  provider!: string;

  @Field(() => String)
  modelId!: string;

  @Field(() => JsonScalar, { description: "The model's settings; `kind` says which kind of model it is." })
  definition!: JsonObject;

  @Field(() => String, { description: 'Stands for everything that can change an answer.' })
  fingerprint!: string;

  @Field(() => DateTimeISO)
  createdAt!: Date;
}

@InputType({ description: 'A summary model, or a new version of one.' })
export class CreateSummaryModelInput {
  @Field(() => String, { description: 'A new name makes a new model; a known name adds a version to it.' })
  name!: string;

  @Field(() => String, { nullable: true })
  description?: string | null;

  @Field(() => JsonScalar, { description: "The model's settings: see SummaryModelVersion.definition." })
  definition!: unknown;
}

@ObjectType({ description: 'A definition to start from.' })
export class SummaryModelTemplate {
  @Field(() => String)
  name!: string;

  @Field(() => String)
  description!: string;

  @Field(() => JsonScalar, { description: 'Complete: every setting has its value.' })
  definition!: JsonObject;
}
