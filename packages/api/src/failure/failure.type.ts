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

  @Field(() => StepNameEnum, { description: 'The step that needed the item.' })
  step!: StepName;

  @Field(() => String, { description: 'A chat id, or what the step calls the item: `base cluster 12`.' })
  item!: string;

  @Field(() => String, { description: 'Why it failed, in plain words.' })
  reason!: string;

  @Field(() => String, {
    nullable: true,
    description: '`MODEL_CALL`: no answer; `MODEL_OUTPUT`: no usable answer. Null where neither is known.',
  })
  code!: string | null;

  @Field(() => String, { nullable: true, description: 'The last answer as it came; null where there was none.' })
  rawAnswer!: string | null;
}

export const RunFailureConnection = createConnectionType(RunFailure, 'RunFailure');
