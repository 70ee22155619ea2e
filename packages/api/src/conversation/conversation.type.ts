import { Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import type { JsonObject, MessageRole } from '@understory/core';
import { createConnectionType } from '../graphql/connection.ts';
import { DateTimeISO, JsonScalar } from '../graphql/scalars.ts';

const MessageRoleEnum = { SYSTEM: 'system', USER: 'user', ASSISTANT: 'assistant', TOOL: 'tool' } as const;
registerEnumType(MessageRoleEnum, {
  name: 'MessageRole',
  description: 'Who says a message.',
  valuesConfig: {
    SYSTEM: { description: 'Instructions to the assistant, as the log has them.' },
    USER: { description: 'The user of the assistant.' },
    ASSISTANT: { description: 'The assistant.' },
    TOOL: { description: 'A tool that the assistant called: what it gave back.' },
  },
});

@ObjectType('Message', { description: 'One message of a conversation.' })
export class ConversationMessage {
  @Field(() => MessageRoleEnum, { description: 'Who says it.' })
  role!: MessageRole;

  @Field(() => String, { description: 'Its text.' })
  content!: string;

  @Field(() => DateTimeISO, { nullable: true, description: 'When it was said; null where the log has no time.' })
  createdAt!: string | null;
}

@ObjectType('Conversation', { description: 'One logged conversation, as it was imported.' })
export class StoredConversation {
  @Field(() => ID, { description: 'Unique over all datasets; what `conversation` asks for.' })
  id!: string;

  datasetId!: string;

  @Field(() => String, { description: "The log's own identifier, unique within the dataset." })
  chatId!: string;

  @Field(() => Int, {
    description: "Order in the dataset, from 0. Point i of a run's projection is the conversation at position i.",
  })
  position!: number;

  @Field(() => DateTimeISO, { nullable: true, description: 'When it began; null where the log has no time.' })
  createdAt!: string | null;

  @Field(() => [ConversationMessage], { description: 'What was said, in order; at least one message.' })
  messages!: ConversationMessage[];

  @Field(() => JsonScalar, {
    description: 'Whatever else the log has of it, as a JSON object, without the gold label.',
  })
  metadata!: JsonObject;
}

export const ConversationConnection = createConnectionType(StoredConversation, 'Conversation');
