import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { Context } from '../context.ts';
import { StoredConversation } from '../conversation/conversation.type.ts';
import { RunFailure } from './failure.type.ts';

@Resolver(() => RunFailure)
export class RunFailureResolver {
  @FieldResolver(() => StoredConversation, {
    nullable: true,
    description: 'The conversation that has no summary; null if the item is no conversation.',
  })
  async conversation(
    @Root() { datasetId, position }: RunFailure,
    @Ctx() { loaders }: Context,
  ): Promise<StoredConversation | null> {
    return position === null ? null : loaders.conversationAt.load({ datasetId, position });
  }
}
