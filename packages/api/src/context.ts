import { createClusterLoaders } from './cluster/cluster.loader.ts';
import { createStabilityLoader } from './comparison/run-stability.ts';
import { createConversationLoaders } from './conversation/conversation.loader.ts';
import { createDatasetLoaders } from './dataset/dataset.loader.ts';
import { createJudgementLoaders } from './judgement/judgement.loader.ts';
import { createUsageLoaders } from './model-call/usage.loader.ts';
import { createOutlierLoaders } from './outlier/outlier.loader.ts';
import { createRunLoaders } from './run/run.loader.ts';
import { createSummaryLoaders } from './summary/summary.loader.ts';
import { createSummaryModelLoaders } from './summary-model/summary-model.loader.ts';
import type { Workspace } from './workspace.ts';

/** What the resolvers of one request see. */
export interface Context extends Omit<Workspace, 'close'> {
  workspace: Workspace;
  /** Whether a client may have the server read files of its machine: only where no other machine reaches the server. */
  readsLocalFiles: boolean;
  /** Load each thing once a request, and all things asked for in one turn with one statement. */
  loaders: Loaders;
  /** Forgets what the loaders hold, for the next event of a subscription. */
  refresh(): void;
}

export type Loaders = ReturnType<typeof createLoaders>;

function createLoaders(workspace: Workspace) {
  return {
    ...createDatasetLoaders(workspace.datasets),
    ...createJudgementLoaders(workspace.judgements),
    ...createConversationLoaders(workspace.conversations),
    ...createSummaryModelLoaders(workspace.summaryModels),
    ...createOutlierLoaders(workspace.outliers),
    ...createRunLoaders(workspace.runs),
    ...createUsageLoaders(workspace.usage),
    ...createSummaryLoaders(workspace.summaries),
    ...createClusterLoaders(workspace.clusters, workspace.trees),
    stability: createStabilityLoader(workspace),
  };
}

export function createContext(workspace: Workspace, { readsLocalFiles }: Pick<Context, 'readsLocalFiles'>): Context {
  const context: Context = {
    ...workspace,
    workspace,
    readsLocalFiles,
    loaders: createLoaders(workspace),
    refresh: () => {
      context.loaders = createLoaders(workspace);
    },
  };
  return context;
}
