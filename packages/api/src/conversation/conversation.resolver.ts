import { Arg, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import type { Context } from '../context.ts';
import { Dataset } from '../dataset/dataset.type.ts';
import { loadExisting } from '../graphql/load-by-id.ts';
import { Summary } from '../summary/summary.type.ts';
import { StoredConversation } from './conversation.type.ts';

@Resolver(() => StoredConversation)
export class ConversationResolver {
  @Query(() => StoredConversation, {
    nullable: true,
    description: 'One conversation by its id; null if there is none.',
  })
  conversation(
    @Arg('id', () => ID, { description: '`Conversation.id`' }) id: string,
    @Ctx() { conversations }: Context,
  ): Promise<StoredConversation | null> {
    return conversations.find(id);
  }

  @FieldResolver(() => String, {
    nullable: true,
    description:
      'What people say it is about; null where the dataset has no label of it. Never seen by a step of a run.',
  })
  async goldLabel(@Root() { id }: StoredConversation, @Ctx() { loaders }: Context): Promise<string | null> {
    return (await loaders.goldLabel.load(id))?.label ?? null;
  }

  @FieldResolver(() => Dataset, { description: 'The dataset that it was imported into.' })
  dataset(@Root() { datasetId }: StoredConversation, @Ctx() { loaders }: Context): Promise<Dataset> {
    return loadExisting(loaders.dataset, datasetId);
  }

  @FieldResolver(() => [Summary], { description: 'What each run said of it, newest run first.' })
  summaries(@Root() { id }: StoredConversation, @Ctx() { loaders }: Context): Promise<Summary[]> {
    return loaders.summariesOfConversation.load(id);
  }
}
