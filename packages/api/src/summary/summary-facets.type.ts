import { Field, Int, ObjectType } from 'type-graphql';
import type { JsonObject } from '@understory/core';
import { JsonScalar } from '../graphql/scalars.ts';

/** What a summary model fills in, stored or only tried. */
@ObjectType()
export abstract class SummaryFacets {
  @Field(() => String, { description: 'What the conversation is about, in at most two sentences.' })
  summary!: string;

  @Field(() => String, {
    nullable: true,
    description: 'What the user asks the assistant to do; null where the model does not say.',
  })
  request!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'The subject in a few words; null where the model does not say.',
  })
  topic!: string | null;

  @Field(() => [String], {
    nullable: true,
    description:
      'Natural and programming languages used, as lower case English names: `["english", "python"]`. Null ' +
      'where the model does not say.',
  })
  languages!: string[] | null;

  @Field(() => String, {
    nullable: true,
    description: 'The work that the assistant is given; null where the model does not say.',
  })
  task!: string | null;

  @Field(() => Int, {
    nullable: true,
    description: 'From 1 (harmless) to 5 (urgent concern); null where the model does not say.',
  })
  concerningScore!: number | null;

  @Field(() => Int, {
    nullable: true,
    description: 'From 1 (content) to 5 (extremely frustrated); null where the model does not say.',
  })
  userFrustration!: number | null;

  @Field(() => [String], {
    nullable: true,
    description: 'What the assistant got wrong, one entry each; empty for nothing, null where the model does not say.',
  })
  assistantErrors!: string[] | null;

  @Field(() => JsonScalar, {
    description: 'The custom fields of a domain-specific summary model, by name; an empty object without any.',
  })
  fields!: JsonObject;
}
