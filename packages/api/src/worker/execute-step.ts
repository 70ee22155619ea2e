import type { Logger } from 'pino';
import type { StepName } from '@understory/core';
import type { Run } from '../run/run.type.ts';
import type { Workspace } from '../workspace.ts';
import { openPipeline } from './open-pipeline.ts';
import { createProgressWriter } from './progress-writer.ts';
import { saveTree } from './save-tree.ts';

/**
 * Executes one step of a run and keeps its row up to date. May be repeated: a step that was computed before the worker
 * died is found under its fingerprint.
 *
 * @param signal - stops the step within a second.
 */
export async function executeStep(
  workspace: Workspace,
  logger: Logger,
  run: Run,
  name: StepName,
  signal: AbortSignal,
): Promise<void> {
  const { runs, events } = workspace;
  const { id } = run;
  const { pipeline, loadPositions } = await openPipeline(workspace, run);

  const announce = (): Promise<void> => events.announceChange(id);
  if (!(await runs.markStepStarted(id, name))) return;
  await announce();
  const progress = createProgressWriter(async (done, total) => {
    await runs.saveProgress(id, name, done, total);
    await announce();
  });
  const startedAt = performance.now();
  try {
    const { reused } = await pipeline.runStep(name, { signal, onProgress: progress.report });
    if (name === 'tree') await saveTree(workspace.db, run, pipeline, null, await loadPositions());
    if (name === 'projection') {
      await saveTree(workspace.db, run, pipeline, await pipeline.result('projection'), await loadPositions());
    }
    await progress.finish();
    signal.throwIfAborted();
    await runs.markStepCompleted(id, name, reused);
    logger.info({ run: id, step: name, reused, ms: Math.round(performance.now() - startedAt) }, 'step completed');
  } finally {
    await announce();
  }
}
