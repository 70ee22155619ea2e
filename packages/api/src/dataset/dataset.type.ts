import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { DateTimeISO } from '../graphql/scalars.ts';

@ObjectType()
export class Dataset {
  @Field(() => ID)
  id!: string;

  @Field(() => String)
  name!: string;

  @Field(() => String, { description: 'Stands for all conversations and their order.' })
  contentHash!: string;

  @Field(() => Int)
  conversationCount!: number;

  @Field(() => String, { nullable: true, description: 'Metadata key that held the gold labels.' })
  goldLabelKey!: string | null;

  @Field(() => DateTimeISO)
  createdAt!: Date;
}

@InputType()
export class ImportConversationsInput {
  @Field(() => String, {
    description: 'Created when there is none of that name; otherwise new conversations are added to it.',
  })
  dataset!: string;

  @Field(() => String, {
    description: 'Kura JSONL, one conversation a line. For large files, POST /datasets/{name}/conversations.',
  })
  jsonl!: string;

  @Field(() => String, {
    nullable: true,
    description: 'Metadata key that holds the gold label. Taken out of the metadata; no step ever sees it.',
  })
  goldLabelKey?: string | null;
}

@ObjectType({ description: 'A row that was left out.' })
export class Rejection {
  @Field(() => Int, { description: 'From 1, blank lines included.' })
  line!: number;

  @Field(() => String, { nullable: true, description: 'Null if the whole row is unreadable.' })
  field!: string | null;

  @Field(() => String)
  reason!: string;
}

@ObjectType()
export class ImportReport {
  /** The dataset itself is loaded by the resolver; null if there is none, because nothing was imported. */
  datasetId!: string | null;

  @Field(() => Int)
  rowsRead!: number;

  @Field(() => Int)
  imported!: number;

  @Field(() => Int)
  alreadyThere!: number;

  @Field(() => Int)
  rejected!: number;

  @Field(() => [Rejection], { description: 'The first 100 rejected rows.' })
  rejections!: Rejection[];
}
