import { Field, ObjectType } from 'type-graphql';
import type { StepName } from '@understory/core';
import { createConnectionType } from '../graphql/connection.ts';
import { StepNameEnum } from '../run/run.type.ts';

@ObjectType({
  description: 'An item that a model failed: a conversation without a summary, a cluster named by keywords.',
})
export class RunFailure {
  datasetId!: string;
  /** Of the conversation in its dataset; null for other items. */
  position!: number | null;
  /** Order within the run. */
  rank!: number;

  @Field(() => StepNameEnum)
  step!: StepName;

  @Field(() => String, { description: 'A chat id, or what the step calls the item: `base cluster 12`.' })
  item!: string;

  @Field(() => String)
  reason!: string;

  @Field(() => String, { nullable: true, description: '`MODEL_CALL`: no answer; `MODEL_OUTPUT`: no usable answer.' })
  code!: string | null;

  @Field(() => String, { nullable: true, description: 'The last answer as it came, where there was one.' })
  rawAnswer!: string | null;
}

export const RunFailureConnection = createConnectionType(RunFailure, 'RunFailure');
