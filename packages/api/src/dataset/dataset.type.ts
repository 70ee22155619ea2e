import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { DateTimeISO } from '../graphql/scalars.ts';

@ObjectType({
  description:
    'Imported conversations under one name. Grows with further imports; a run takes what is there when it starts.',
})
export class Dataset {
  @Field(() => ID, { description: 'Unique; what `dataset` asks for.' })
  id!: string;

  @Field(() => String, { description: 'Unique; the name that it was imported under.' })
  name!: string;

  @Field(() => String, {
    description: 'Stands for all conversations and their order, 64 hex digits: equal for equal contents.',
  })
  contentHash!: string;

  @Field(() => Int, { description: 'Conversations in it now; a run covers those that were there when it started.' })
  conversationCount!: number;

  @Field(() => String, {
    nullable: true,
    description: 'Metadata key that held the gold labels; null where the dataset has none.',
  })
  goldLabelKey!: string | null;

  @Field(() => DateTimeISO, { description: 'When it was first imported into.' })
  createdAt!: Date;
}

@InputType({ description: 'A log to add to a dataset.' })
export class ImportConversationsInput {
  @Field(() => String, {
    description:
      'Name of the dataset, in 1 … 200 characters. Made when there is none of that name; otherwise new ' +
      'conversations are added to it.',
  })
  datasetName!: string;

  @Field(() => String, {
    description:
      'A log as text, at most 20 MB: JSON lines, a JSON list or CSV, in any shape that `understory import` ' +
      'reads. For larger files, POST them as they are to /datasets/{name}/conversations.',
  })
  content!: string;

  @Field(() => String, {
    nullable: true,
    description:
      'Metadata key that holds the gold label; null for none, or the one that the dataset has. Taken out of ' +
      'the metadata; no step ever sees it.',
  })
  goldLabelKey?: string | null;
}

@ObjectType({ description: 'A row that was left out.' })
export class Rejection {
  @Field(() => Int, { description: 'Line of the log, from 1, blank lines included.' })
  line!: number;

  @Field(() => String, { nullable: true, description: 'The field that is wrong; null if the whole row is unreadable.' })
  field!: string | null;

  @Field(() => String, { description: 'What was expected and what came, in plain words.' })
  reason!: string;
}

@ObjectType({ description: 'What became of the rows of a log.' })
export class ImportReport {
  /** The dataset itself is loaded by the resolver; null if there is none, because nothing was imported. */
  datasetId!: string | null;

  @Field(() => Int, { description: 'Rows of the log, without blank lines.' })
  rowCount!: number;

  @Field(() => Int, { description: 'Conversations that were added; one may be put together from several rows.' })
  importedCount!: number;

  @Field(() => Int, { description: 'Rows whose conversation was there with the same messages, or with more.' })
  alreadyThereCount!: number;

  @Field(() => Int, {
    description:
      'Rows that repeated the messages of an earlier row and went on, or were its beginning: turns of one conversation.',
  })
  continuedCount!: number;

  @Field(() => Int, {
    description: 'Conversations of earlier imports that have grown in the log: they have its later messages now.',
  })
  extendedCount!: number;

  @Field(() => Int, {
    description:
      'Conversations that have grown in the log but were left as they are, because a run has read them. To have the ' +
      'later messages, import the whole log into another dataset.',
  })
  frozenCount!: number;

  @Field(() => Int, { description: 'Rows that were left out.' })
  rejectedCount!: number;

  @Field(() => [Rejection], { description: 'The first 100 rejected rows.' })
  rejections!: Rejection[];

  @Field(() => [String], { description: 'What the rows were taken for, such as "lists of messages".' })
  shapes!: string[];
}
