import { Arg, Ctx, FieldResolver, ID, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import type { Context } from '../context.ts';
import type { StoredConversation } from '../conversation/conversation.type.ts';
import { ConversationConnection } from '../conversation/conversation.type.ts';
import type { Connection } from '../graphql/connection.ts';
import { AFTER, describeFirst, readPage, toConnection } from '../graphql/connection.ts';
import { loadExisting } from '../graphql/load-by-id.ts';
import { Run } from '../run/run.type.ts';
import { Dataset, ImportConversationsInput, ImportReport } from './dataset.type.ts';
import { deleteDataset } from './delete-dataset.ts';
import { importConversations } from './import-conversations.ts';

@Resolver(() => Dataset)
export class DatasetResolver {
  @Query(() => [Dataset], { description: 'All datasets, newest first.' })
  datasets(@Ctx() { datasets }: Context): Promise<Dataset[]> {
    return datasets.list();
  }

  @Query(() => Dataset, { nullable: true, description: 'One dataset by its id; null if there is none.' })
  dataset(
    @Arg('id', () => ID, { description: '`Dataset.id`' }) id: string,
    @Ctx() { datasets }: Context,
  ): Promise<Dataset | null> {
    return datasets.find(id);
  }

  @Mutation(() => ImportReport, {
    description: 'Adds a log to a dataset. The same log again adds nothing; a bad row does not stop the others.',
  })
  importConversations(
    @Arg('input', () => ImportConversationsInput, { description: 'The log, and the dataset that it is added to.' }) {
      datasetName,
      content,
      goldLabelKey,
    }: ImportConversationsInput,
    @Ctx() { db }: Context,
  ): Promise<ImportReport> {
    return importConversations(db, {
      dataset: datasetName,
      source: oneChunk(content),
      goldLabelKey: goldLabelKey ?? null,
    });
  }

  @Mutation(() => ID, {
    description:
      'Removes a dataset with its conversations, its runs and their comparisons, and gives its id back. ' +
      'Runs that are under way are cancelled.',
  })
  deleteDataset(
    @Arg('id', () => ID, { description: '`Dataset.id`' }) id: string,
    @Ctx() { workspace }: Context,
  ): Promise<string> {
    return deleteDataset(workspace, id);
  }

  @FieldResolver(() => ConversationConnection, { description: 'Its conversations, in the order of import.' })
  async conversations(
    @Root() { id }: Dataset,
    @Arg('first', () => Int, describeFirst()) first: number | null,
    @Arg('after', () => String, AFTER) after: string | null,
    @Arg('search', () => String, {
      nullable: true,
      description:
        'Only those with this text in a message, in upper or lower case, at most 10,000 characters; all by ' +
        'default.',
    })
    search: string | null,
    @Ctx() { conversations }: Context,
  ): Promise<Connection<StoredConversation>> {
    const page = readPage({ first, after });
    const [found, count] = await Promise.all([
      conversations.page(id, page, search ?? null),
      conversations.count(id, search ?? null),
    ]);
    return toConnection(found, page, count, (conversation) => conversation.position);
  }

  @FieldResolver(() => [Run], { description: 'The runs over it, newest first.' })
  runs(@Root() { id }: Dataset, @Ctx() { loaders }: Context): Promise<Run[]> {
    return loaders.runsOfDataset.load(id);
  }
}

@Resolver(() => ImportReport)
export class ImportReportResolver {
  @FieldResolver(() => Dataset, {
    nullable: true,
    description: 'The dataset that it went into; null if there was none of that name and nothing was imported into it.',
  })
  async dataset(@Root() { datasetId }: ImportReport, @Ctx() { loaders }: Context): Promise<Dataset | null> {
    return datasetId === null ? null : loadExisting(loaders.dataset, datasetId);
  }
}

async function* oneChunk(text: string): AsyncGenerator<string> {
  yield text;
}
