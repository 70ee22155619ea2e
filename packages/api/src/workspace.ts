import { createClusterRepository } from './cluster/cluster.repository.ts';
import { createRunTrees } from './cluster/run-trees.ts';
import { createConversationRepository } from './conversation/conversation.repository.ts';
import { createDatasetRepository } from './dataset/dataset.repository.ts';
import type { ComparedRun } from './comparison/load-comparison.ts';
import { createComparisonResultCache } from './comparison/comparison-result-cache.ts';
import { createComparisonRepository } from './comparison/comparison.repository.ts';
import type { ConnectOptions, Connection } from './db/connect.ts';
import { connectDatabase } from './db/connect.ts';
import { describeDatabaseFault } from './db/describe-database-fault.ts';
import { ensurePostgres } from './db/ensure-postgres.ts';
import { migrateDatabase } from './db/migrate.ts';
import type { Environment } from './env.ts';
import { createFailureRepository } from './failure/failure.repository.ts';
import { createDatabaseModelCallCache } from './model-call/model-call-cache.ts';
import type { ModelSettings } from './model-call/models.ts';
import { createJudgementRepository } from './judgement/judgement.repository.ts';
import { createModels, NO_MODELS } from './model-call/models.ts';
import { createUsageRepository } from './model-call/usage.repository.ts';
import { createOutlierRepository } from './outlier/outlier.repository.ts';
import { createFinishedRunCache } from './run/finished-run-cache.ts';
import { createRunEvents } from './run/run-events.ts';
import type { RunExecutor } from './run/run-executor.ts';
import { createRunRepository } from './run/run.repository.ts';
import type { RunStatistics } from './run/run-statistics.type.ts';
import { createEmbedQuery } from './search/embed-query.ts';
import { createSearchSpaces } from './search/search-space.ts';
import { createSummaryRepository } from './summary/summary.repository.ts';
import { createSummaryModelRepository } from './summary-model/summary-model.repository.ts';
import { createDurableExecutor } from './worker/durable-executor.ts';

/** Everything a command or a request works with, over one database. */
export type Workspace = ReturnType<typeof assembleWorkspace>;

/** Puts the parts together over a database that is up to date. */
export function assembleWorkspace(
  connection: Connection,
  executor: RunExecutor,
  release: () => Promise<void>,
  models: ModelSettings = NO_MODELS,
) {
  const { db, sql, url } = connection;
  const remoteModels = createModels(models, createDatabaseModelCallCache(db));
  const usage = createUsageRepository(db);
  const clusters = createClusterRepository(db);
  const runs = createRunRepository(db);
  const comparisons = createComparisonRepository(db);
  return {
    db,
    sql,
    databaseUrl: url,
    executor,
    events: createRunEvents(sql),
    /** The remote models of this process. */
    models: remoteModels,
    usage,
    datasets: createDatasetRepository(db),
    conversations: createConversationRepository(db),
    summaryModels: createSummaryModelRepository(db),
    runs,
    summaries: createSummaryRepository(db),
    failures: createFailureRepository(db),
    clusters,
    outliers: createOutlierRepository(db),
    trees: createRunTrees(clusters, runs),
    searchSpaces: createSearchSpaces(db, clusters),
    embedQuery: createEmbedQuery(db, remoteModels, usage),
    comparisons,
    comparisonResults: createComparisonResultCache(comparisons),
    judgements: createJudgementRepository(db),
    // As many as a matrix may have, which asks for all of them with every page of its lists.
    comparedRuns: createFinishedRunCache<ComparedRun>(20),
    runStatistics: createFinishedRunCache<RunStatistics | null>(1000),
    /** Ends all connections; stops the embedded PostgreSQL if no other process uses it. */
    async close(): Promise<void> {
      await executor.close();
      await connection.close();
      await release();
    },
  };
}

/**
 * Opens the workspace of an environment: starts or finds the database, brings it up to date and connects.
 *
 * @example
 * const workspace = await openWorkspace(readEnvironment());
 * try { await startRun(workspace, { datasetId, summaryModelVersionId }); } finally { await workspace.close(); }
 */
export async function openWorkspace(
  environment: Pick<Environment, 'databaseUrl' | 'home'> & Partial<Pick<Environment, 'models'>>,
  options: ConnectOptions = {},
): Promise<Workspace> {
  const server = environment.databaseUrl === null ? await ensurePostgres(environment.home) : null;
  const url = environment.databaseUrl ?? server?.url;
  if (url === undefined) throw new Error('There is no database.');
  try {
    await migrateDatabase(url);
    const executor = await createDurableExecutor(url);
    return assembleWorkspace(
      connectDatabase(url, options),
      executor,
      async () => server?.release(),
      environment.models,
    );
  } catch (error) {
    await server?.release();
    throw server === null ? describeDatabaseFault(error, url) : error;
  }
}
