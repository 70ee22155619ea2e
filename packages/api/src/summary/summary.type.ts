import { Field, ID, Int, ObjectType } from 'type-graphql';
import type { ConversationCut } from '@understory/core';
import { createConnectionType } from '../graphql/connection.ts';
import { ConversationCutType } from './conversation-cut.type.ts';
import { SummaryFacets } from './summary-facets.type.ts';

@ObjectType({ description: 'What a run said of one conversation.' })
export class Summary extends SummaryFacets {
  @Field(() => ID, { description: 'Unique over all runs.' })
  id!: string;

  runId!: string;
  /** Of the conversation in its dataset. */
  position!: number;

  @Field(() => Int, { description: 'Words of `summary`.' })
  wordCount!: number;

  @Field(() => ConversationCutType, {
    nullable: true,
    description: 'What the model did not get to read; null if it read the whole conversation.',
  })
  cut!: ConversationCut | null;

  @Field(() => String, { description: 'The exact text that was embedded.' })
  embeddedText!: string;
}

export const SummaryConnection = createConnectionType(Summary, 'Summary');
