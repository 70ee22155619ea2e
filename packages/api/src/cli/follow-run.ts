import type { Run } from '../run/run.type.ts';
import { watchRun } from '../run/watch-run.ts';
import { isAtRest } from '../run/watch-until-rest.ts';
import type { Workspace } from '../workspace.ts';
import { createStepProgress } from './progress-bars.ts';

/** Shows a run's progress until it has ended or paused. @throws {Error} if it is deleted meanwhile. */
export async function followRun(workspace: Workspace, run: Run): Promise<Run> {
  const progress = createStepProgress(`Run ${run.name} (${run.id})`);
  let last = run;
  try {
    for await (const current of watchRun(workspace, run.id)) {
      last = current;
      progress.update(await workspace.runs.listSteps([run.id]));
    }
  } finally {
    progress.stop();
  }
  if (!isAtRest(last)) throw new Error(`The run "${run.name}" was deleted while it was executed.`);
  return last;
}
