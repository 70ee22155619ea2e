import { createClusterLoaders } from './cluster/cluster.loader.ts';
import { createConversationLoaders } from './conversation/conversation.loader.ts';
import { createDatasetLoaders } from './dataset/dataset.loader.ts';
import { createRunLoaders } from './run/run.loader.ts';
import { createSummaryLoaders } from './summary/summary.loader.ts';
import { createSummaryModelLoaders } from './summary-model/summary-model.loader.ts';
import type { Workspace } from './workspace.ts';

/** What the resolvers of one request see. */
export interface Context extends Omit<Workspace, 'close'> {
  workspace: Workspace;
  /** Load each thing once a request, and all things asked for in one turn with one statement. */
  loaders: Loaders;
  /** Forgets what the loaders hold, for the next event of a subscription. */
  refresh(): void;
}

export type Loaders = ReturnType<typeof createLoaders>;

function createLoaders(workspace: Workspace) {
  return {
    ...createDatasetLoaders(workspace.datasets),
    ...createConversationLoaders(workspace.conversations),
    ...createSummaryModelLoaders(workspace.summaryModels),
    ...createRunLoaders(workspace.runs),
    ...createSummaryLoaders(workspace.summaries),
    ...createClusterLoaders(workspace.clusters),
  };
}

export function createContext(workspace: Workspace): Context {
  const context: Context = {
    ...workspace,
    workspace,
    loaders: createLoaders(workspace),
    refresh: () => {
      context.loaders = createLoaders(workspace);
    },
  };
  return context;
}
