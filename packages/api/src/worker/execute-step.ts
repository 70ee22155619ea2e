import type { Logger } from 'pino';
import type { ItemFailure, StepName } from '@understory/core';
import { BudgetExceededError, isAccessRefused } from '@understory/core';
import { createUsageWriter } from '../model-call/usage-writer.ts';
import type { Run } from '../run/run.type.ts';
import type { Workspace } from '../workspace.ts';
import { openPipeline } from './open-pipeline.ts';
import { createProgressWriter } from './progress-writer.ts';
import { saveTree } from './save-tree.ts';

/**
 * Executes one step of a run and keeps its row up to date. May be repeated: a step that was computed before the worker
 * died is found under its fingerprint, and model calls that were finished are found in their cache.
 *
 * A budget that does not last, and a model server that refuses the key, pause the run.
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
  const { db, runs, events, models, failures } = workspace;
  const { id } = run;
  const { pipeline, loadPositions } = await openPipeline(workspace, run, name);

  const announce = (): Promise<void> => events.announceChange(id);
  if (!(await runs.markStepStarted(id, name))) return;
  await announce();
  const usage = createUsageWriter(db, models.client.usage, { runId: id, step: name });
  const progress = createProgressWriter(async (done, total) => {
    await usage.save();
    await runs.saveProgress(id, name, done, total);
    await announce();
  });
  const substituted: ItemFailure[] = [];
  const startedAt = performance.now();
  try {
    const { reused } = await pipeline.runStep(name, {
      signal,
      onProgress: progress.report,
      onFailure: (failure) => substituted.push(failure),
    });
    await failures.save(fingerprintOf(pipeline.steps, name), substituted);
    await runs.saveFingerprints(id, pipeline.steps);
    if (name === 'summary') expectSummaries(await pipeline.result('summary'));
    if (name === 'tree') await saveTree(workspace.db, run, pipeline, null, await loadPositions());
    if (name === 'projection') {
      await saveTree(workspace.db, run, pipeline, await pipeline.result('projection'), await loadPositions());
    }
    await progress.finish();
    signal.throwIfAborted();
    await runs.markStepCompleted(id, name, reused);
    logger.info({ run: id, step: name, reused, ms: Math.round(performance.now() - startedAt) }, 'step completed');
  } catch (error) {
    signal.throwIfAborted();
    const reason = explainPause(error);
    if (reason === null) throw error;
    await progress.finish();
    await runs.pause(id, reason);
    logger.info({ run: id, step: name, reason }, 'run paused');
  } finally {
    await usage.save();
    await announce();
  }
}

/** What keeps every further call from being made, and what to do about it; null if that is not what went wrong. */
function explainPause(error: unknown): string | null {
  if (error instanceof BudgetExceededError) return error.message;
  if (!isAccessRefused(error)) return null;
  return (
    `${error.message.replace(/\.$/, '')}. The server does not let this key use the model. Set OPENAI_API_KEY and ` +
    'OPENAI_BASE_URL where Understory is started, start it again and resume the run; what is finished is kept.'
  );
}

function fingerprintOf(steps: readonly { name: StepName; fingerprint: string }[], name: StepName): string {
  const found = steps.find((planned) => planned.name === name);
  if (found === undefined) throw new Error(`The pipeline has no step "${name}".`);
  return found.fingerprint;
}

/** The later steps need something to work on. */
function expectSummaries({ summaries, failures }: { summaries: unknown[]; failures: { reason: string }[] }): void {
  if (summaries.length > 0) return;
  throw new Error(`No conversation got a summary. The first failure: ${failures[0]?.reason ?? 'none was recorded'}`);
}
