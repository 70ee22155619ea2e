import { Field, Float, Int, ObjectType } from 'type-graphql';

@ObjectType('ConversationCut', { description: 'What was left out of a conversation that was too long for its model.' })
export class ConversationCutType {
  @Field(() => Int, { description: 'Messages kept from the beginning.' })
  keptFirst!: number;

  @Field(() => Int, { description: 'Messages kept from the end.' })
  keptLast!: number;

  @Field(() => Int, { description: 'Messages left out between them.' })
  leftOut!: number;

  @Field(() => Int, { description: 'Characters left out of kept messages that were too long by themselves.' })
  charactersLeftOut!: number;

  @Field(() => Float, { description: 'Tokens of the whole conversation, estimated; a whole number.' })
  tokens!: number;
}
