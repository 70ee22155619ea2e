import { Arg, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import type { Context } from '../context.ts';
import { loadExisting } from '../graphql/load-by-id.ts';
import { createSummaryModel } from './create-summary-model.ts';
import { listTemplates } from './list-templates.ts';
import {
  CreateSummaryModelInput,
  StoredSummaryModel,
  SummaryModelTemplate,
  SummaryModelVersion,
} from './summary-model.type.ts';

@Resolver(() => StoredSummaryModel)
export class SummaryModelResolver {
  @Query(() => [StoredSummaryModel], { description: 'All summary models, the oldest first.' })
  summaryModels(@Ctx() { summaryModels }: Context): Promise<StoredSummaryModel[]> {
    return summaryModels.list();
  }

  @Query(() => StoredSummaryModel, {
    nullable: true,
    description: 'One summary model by its id; null if there is none.',
  })
  summaryModel(
    @Arg('id', () => ID, { description: '`SummaryModel.id`' }) id: string,
    @Ctx() { summaryModels }: Context,
  ): Promise<StoredSummaryModel | null> {
    return summaryModels.find(id);
  }

  @Query(() => [SummaryModelTemplate], { description: 'Starting points for a summary model of your own.' })
  summaryModelTemplates(): SummaryModelTemplate[] {
    return listTemplates();
  }

  @Mutation(() => SummaryModelVersion, {
    description:
      'Stores a summary model, or a new version of one; a definition equal to the latest version gives that ' +
      'version.',
  })
  createSummaryModel(
    @Arg('input', () => CreateSummaryModelInput, { description: 'Its name and its settings.' })
    input: CreateSummaryModelInput,
    @Ctx() { db }: Context,
  ): Promise<SummaryModelVersion> {
    return createSummaryModel(db, input);
  }

  @FieldResolver(() => [SummaryModelVersion], { description: 'Its versions, from first to last.' })
  versions(@Root() { id }: StoredSummaryModel, @Ctx() { loaders }: Context): Promise<SummaryModelVersion[]> {
    return loaders.versionsOfSummaryModel.load(id);
  }

  @FieldResolver(() => SummaryModelVersion, { description: 'The version of the highest number.' })
  async latestVersion(
    @Root() { id, name }: StoredSummaryModel,
    @Ctx() { loaders }: Context,
  ): Promise<SummaryModelVersion> {
    const latest = (await loaders.versionsOfSummaryModel.load(id)).at(-1);
    if (latest === undefined) throw new Error(`The summary model "${name}" has no version.`);
    return latest;
  }
}

@Resolver(() => SummaryModelVersion)
export class SummaryModelVersionResolver {
  @FieldResolver(() => StoredSummaryModel, { description: 'The model that it is a version of.' })
  summaryModel(
    @Root() { summaryModelId }: SummaryModelVersion,
    @Ctx() { loaders }: Context,
  ): Promise<StoredSummaryModel> {
    return loadExisting(loaders.summaryModel, summaryModelId);
  }
}
