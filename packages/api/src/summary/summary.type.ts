import { Field, ID, Int, ObjectType } from 'type-graphql';
import type { JsonObject } from '@understory/core';
import { createConnectionType } from '../graphql/connection.ts';
import { JsonScalar } from '../graphql/scalars.ts';

@ObjectType({ description: 'What a run said of one conversation.' })
export class Summary {
  @Field(() => ID)
  id!: string;

  runId!: string;
  /** Of the conversation in its dataset. */
  position!: number;

  @Field(() => String)
  summary!: string;

  @Field(() => String, { nullable: true })
  request!: string | null;

  @Field(() => String, { nullable: true })
  topic!: string | null;

  @Field(() => [String], { nullable: true })
  languages!: string[] | null;

  @Field(() => String, { nullable: true })
  task!: string | null;

  @Field(() => Int, { nullable: true, description: '1 (harmless) to 5 (urgent concern).' })
  concerningScore!: number | null;

  @Field(() => Int, { nullable: true, description: '1 (content) to 5 (extremely frustrated).' })
  userFrustration!: number | null;

  @Field(() => [String], { nullable: true })
  assistantErrors!: string[] | null;

  @Field(() => JsonScalar, { description: 'The custom fields of a domain-specific summary model.' })
  fields!: JsonObject;

  @Field(() => Int)
  wordCount!: number;

  @Field(() => String, { description: 'The exact text that was embedded.' })
  embeddedText!: string;
}

export const SummaryConnection = createConnectionType(Summary, 'Summary');
