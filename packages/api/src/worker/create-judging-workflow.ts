import { DBOS } from '@dbos-inc/dbos-sdk';
import type { Logger } from 'pino';
import type { Workspace } from '../workspace.ts';
import { executeJudging } from './execute-judging.ts';

/**
 * The durable workflow of a judge that is no person. Each answer is kept as it comes, so a repetition after a crash asks
 * only what is left.
 *
 * @param running - what is in execution, by id; aborting an entry stops it.
 */
export function createJudgingWorkflow(
  workspace: Workspace,
  logger: Logger,
  running: Map<string, AbortController>,
): (id: string) => Promise<void> {
  const { judgements, events } = workspace;
  return async (id) => {
    const controller = new AbortController();
    running.set(id, controller);
    try {
      const session = await judgements.markStarted(id);
      if (session === null) return;
      await events.announceChange(id);
      await DBOS.runStep(() => executeJudging(workspace, session, controller.signal), { name: 'judge' });
      const { failed } = await judgements.countOpen(id);
      await judgements.end(id, failed === 0 ? 'completed' : 'completed_with_failures');
      logger.info({ judging: id, failed }, 'judging completed');
    } catch (error) {
      if (controller.signal.aborted) {
        logger.info({ judging: id }, 'judging cancelled');
      } else {
        logger.error({ judging: id, error }, 'judging failed');
        await judgements.end(id, 'failed', error instanceof Error ? error.message : String(error));
      }
    } finally {
      running.delete(id);
      await events.announceChange(id);
    }
  };
}
