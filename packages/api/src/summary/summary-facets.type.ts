import { Field, Int, ObjectType } from 'type-graphql';
import type { JsonObject } from '@understory/core';
import { JsonScalar } from '../graphql/scalars.ts';

/** What a summary model fills in, stored or only tried. */
@ObjectType()
export abstract class SummaryFacets {
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
}
