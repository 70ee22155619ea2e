import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import type { KuraSource, KuraSources } from '@understory/core';
import { InvalidInputError, KURA_FILES, openKuraFolder, OUTLIERS_FILE } from '@understory/core';
import type { Context } from '../context.ts';
import { importKuraCheckpoint } from './import-kura-checkpoint.ts';
import type { KuraFilesInput } from './kura-import.type.ts';
import { ImportKuraCheckpointInput, KuraImport } from './kura-import.type.ts';

@Resolver()
export class KuraImportResolver {
  @Mutation(() => KuraImport, {
    description:
      'Turns a Kura checkpoint into a dataset and a finished run. The same content again gives the same run.',
  })
  async importKuraCheckpoint(
    @Arg('input', () => ImportKuraCheckpointInput, {
      description: 'The checkpoint, and how dataset and run are to be called.',
    })
    input: ImportKuraCheckpointInput,
    @Ctx() { workspace, readsLocalFiles }: Context,
  ): Promise<KuraImport> {
    const { datasetName, name, goldLabelKey } = input;
    const sources = await openSources(input, readsLocalFiles);
    return importKuraCheckpoint(workspace, { sources, dataset: datasetName, name, goldLabelKey: goldLabelKey ?? null });
  }
}

async function openSources(
  { files, folder, conversationsFile }: ImportKuraCheckpointInput,
  readsLocalFiles: boolean,
): Promise<KuraSources> {
  if ((files ?? null) === null) {
    if (folder === undefined || folder === null)
      throw new InvalidInputError('Expected `files` or `folder`, got neither.');
    if (!readsLocalFiles) {
      throw new InvalidInputError(
        'folder: this server may be reached from other machines, so it reads no folders of its own for a client. ' +
          'Send the files as `files`, or run `understory import-kura` on its machine.',
      );
    }
    return openKuraFolder(folder, { conversationsFile: conversationsFile ?? null });
  }
  if ((folder ?? conversationsFile ?? null) !== null) {
    throw new InvalidInputError('Expected `files` or `folder`, got both.');
  }
  return toSources(files as KuraFilesInput);
}

function toSources(input: KuraFilesInput): KuraSources {
  const { conversations, summaries, clusters, metaClusters, dimensionality, outliers } = input;
  const optional = (name: string, text: string | null | undefined): KuraSource | null =>
    text === undefined || text === null ? null : toSource(name, text);
  return {
    conversations: toSource(KURA_FILES.conversations, conversations),
    summaries: toSource(KURA_FILES.summaries, summaries),
    clusters: optional(KURA_FILES.clusters, clusters),
    tree: toSource(KURA_FILES.tree, metaClusters),
    projection: optional(KURA_FILES.projection, dimensionality),
    outliers: optional(OUTLIERS_FILE, outliers),
  };
}

function toSource(name: string, text: string): KuraSource {
  return {
    name,
    async *open() {
      yield text;
    },
  };
}
