import { Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import type { JsonObject, MessageRole } from '@understory/core';
import { createConnectionType } from '../graphql/connection.ts';
import { DateTimeISO, JsonScalar } from '../graphql/scalars.ts';

const MessageRoleEnum = { SYSTEM: 'system', USER: 'user', ASSISTANT: 'assistant', TOOL: 'tool' } as const;
registerEnumType(MessageRoleEnum, { name: 'MessageRole', description: 'Who says a message.' });

@ObjectType('Message', { description: 'One message of a conversation.' })
export class ConversationMessage {
  @Field(() => MessageRoleEnum)
  role!: MessageRole;

  @Field(() => String)
  content!: string;

  @Field(() => DateTimeISO, { nullable: true, description: 'Null where the log has no time.' })
  createdAt!: string | null;
}

@ObjectType('Conversation', { description: 'One logged conversation, as it was imported.' })
export class StoredConversation {
  @Field(() => ID)
  id!: string;

  datasetId!: string;

  @Field(() => String, { description: "The log's own identifier, unique within the dataset." })
  chatId!: string;

  @Field(() => Int, {
    description: "Order in the dataset, from 0. Point i of a run's projection is the conversation at position i.",
  })
  position!: number;

  @Field(() => DateTimeISO, { nullable: true, description: 'Null where the log has no time.' })
  createdAt!: string | null;

  @Field(() => [ConversationMessage], { description: 'In the order they were said.' })
  messages!: ConversationMessage[];

  @Field(() => JsonScalar, { description: 'Without the gold label.' })
  metadata!: JsonObject;
}

export const ConversationConnection = createConnectionType(StoredConversation, 'Conversation');
