import { Field, InputType, ObjectType } from 'type-graphql';
import { ImportReport } from '../dataset/dataset.type.ts';
import { Run } from '../run/run.type.ts';

@InputType({ description: 'The files of a Kura checkpoint as JSONL text.' })
export class KuraFilesInput {
  @Field(() => String, { description: 'What conversations.jsonl holds: the conversations.' })
  conversations!: string;

  @Field(() => String, { description: 'What summaries.jsonl holds: a summary a conversation.' })
  summaries!: string;

  @Field(() => String, { description: 'What meta_clusters.jsonl holds: the whole tree.' })
  metaClusters!: string;

  @Field(() => String, {
    nullable: true,
    description: 'What clusters.jsonl holds: base clusters, only to check the tree against.',
  })
  clusters?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'What dimensionality.jsonl holds: places of clusters. Without it the run has no map.',
  })
  dimensionality?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'What outliers.jsonl of our own exports holds: conversations in no cluster.',
  })
  outliers?: string | null;
}

@InputType({ description: 'A checkpoint that Kura or `understory export` wrote: either `files` or `folder`.' })
export class ImportKuraCheckpointInput {
  @Field(() => KuraFilesInput, { nullable: true, description: 'The files as text, at most 20 MB in all.' })
  files?: KuraFilesInput | null;

  @Field(() => String, {
    nullable: true,
    description: 'A folder on the machine of the server. Only for a server that this machine alone can reach.',
  })
  folder?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Beside `folder`: the file of the conversations, for a folder that has none.',
  })
  conversationsFile?: string | null;

  @Field(() => String, {
    description: 'Name of the dataset that the conversations go into, in 1 … 200 characters; made if there is none.',
  })
  datasetName!: string;

  @Field(() => String, { description: "The run's name, in 1 … 180 characters; its summary model is named after it." })
  name!: string;

  @Field(() => String, {
    nullable: true,
    description: 'Metadata key that holds the gold label; kept apart, no step of a run sees it. None by default.',
  })
  goldLabelKey?: string | null;
}

@ObjectType({ description: 'What an import of a Kura checkpoint came to.' })
export class KuraImport {
  @Field(() => Run, {
    description: 'The run that the checkpoint became, or the one of the same content that was there.',
  })
  run!: Run;

  @Field(() => Boolean, { description: 'False if the dataset had a run of the same content; that run is given back.' })
  isNew!: boolean;

  @Field(() => ImportReport, { description: 'What became of the conversations.' })
  conversations!: ImportReport;
}
