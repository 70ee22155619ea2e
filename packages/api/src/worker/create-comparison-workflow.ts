import { DBOS } from '@dbos-inc/dbos-sdk';
import type { Logger } from 'pino';
import type { ComparisonInputs } from '../comparison/comparison-inputs.ts';
import { loadComparisonInputs } from '../comparison/comparison-inputs.ts';
import { comparisonOptionsSchema } from '../comparison/comparison-options.ts';
import { createContext } from '../context.ts';
import { COMPARISON_PARTS } from '../db/comparison-schema.ts';
import type { Workspace } from '../workspace.ts';
import { executeComparisonPart } from './execute-comparison.ts';

/**
 * The durable workflow of a comparison, a step a part.
 *
 * @param running - what is in execution, by id; aborting an entry stops it.
 */
export function createComparisonWorkflow(
  workspace: Workspace,
  logger: Logger,
  running: Map<string, AbortController>,
): (id: string) => Promise<void> {
  const { comparisons, events } = workspace;
  return async (id) => {
    const controller = new AbortController();
    running.set(id, controller);
    try {
      const comparison = await comparisons.markStarted(id);
      if (comparison === null) return;
      await events.announceChange(id);
      let inputs: Promise<ComparisonInputs> | null = null;
      const loadInputs = (): Promise<ComparisonInputs> => {
        const options = comparisonOptionsSchema.parse(comparison.options);
        const context = createContext(workspace, { readsLocalFiles: false });
        return (inputs ??= loadComparisonInputs(context, comparison.runAId, comparison.runBId, options));
      };
      for (const name of COMPARISON_PARTS) {
        await DBOS.runStep(
          () => executeComparisonPart(workspace, logger, comparison, name, { loadInputs, signal: controller.signal }),
          { name },
        );
        // The message of a cancellation is lost if it comes while the connection that listens is down.
        if (!(await comparisons.isRunning(id))) return;
      }
      await comparisons.end(id, 'completed');
      logger.info({ comparison: id }, 'comparison completed');
    } catch (error) {
      if (controller.signal.aborted) {
        logger.info({ comparison: id }, 'comparison cancelled');
      } else {
        logger.error({ comparison: id, error }, 'comparison failed');
        await comparisons.end(id, 'failed', error instanceof Error ? error.message : String(error));
      }
    } finally {
      running.delete(id);
      await events.announceChange(id);
    }
  };
}
