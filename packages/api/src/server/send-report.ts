import type { RequestHandler, Response } from 'express';
import { InvalidInputError } from '@understory/core';
import { openComparison } from '../comparison/open-comparison.ts';
import { openMatrixComparisons, openRunMatrix } from '../comparison/open-run-matrix.ts';
import type { RunComparison } from '../comparison/comparison.type.ts';
import { assembleReport } from '../comparison/report/comparison-report.ts';
import { assembleMatrixReport } from '../comparison/report/matrix-report.ts';
import { renderMatrixReport } from '../comparison/report/render-matrix-report.ts';
import { renderReport } from '../comparison/report/render-report.ts';
import { createContext } from '../context.ts';
import type { Workspace } from '../workspace.ts';

/** Seconds after which a client should ask again for a report that is being computed. */
const ASK_AGAIN_AFTER = 2;

/**
 * GET /comparisons/A/B/report.html or report.json: the report of two runs, or, with more ids, of several, as the command
 * line writes it.
 *
 * While the numbers are being computed the answer is 202 with their status; asking starts the computation. A
 * computation that failed or was stopped is answered with 409.
 */
export function sendReport(workspace: Workspace): RequestHandler<{ ids: string[]; format: string }> {
  return async (request, response) => {
    const { ids, format } = request.params;
    if (format !== 'html' && format !== 'json') {
      throw new InvalidInputError(`Expected report.html or report.json, got "report.${format}".`);
    }
    const context = createContext(workspace, { readsLocalFiles: false });
    const [a, b, ...others] = ids;
    if (a !== undefined && b !== undefined && others.length === 0) {
      const comparison = await openComparison(context, a, b, null);
      if (!(await areComputed([comparison], response))) return;
      const report = await assembleReport(context, comparison);
      if (report === null) throw new Error('A part of the comparison is missing.');
      send(response, format, 'comparison', report, () => renderReport(report));
      return;
    }
    const matrix = await openRunMatrix(context, ids, null);
    if (!(await areComputed(await openMatrixComparisons(context, matrix), response))) return;
    const report = await assembleMatrixReport(context, matrix);
    send(response, format, 'runs', report, () => renderMatrixReport(report));
  };
}

/** Starts what nobody has asked for yet. Answers the request unless all is there. */
async function areComputed(comparisons: readonly RunComparison[], response: Response): Promise<boolean> {
  const found = await Promise.all(comparisons.map(({ state }) => state.ensure()));
  const ended = found.find((each) => each?.status === 'failed' || each?.status === 'cancelled');
  if (ended) {
    const reason = ended.error ?? 'The computation was stopped.';
    response.status(409).json({ error: `${reason} Start the comparison again, then ask for the report.` });
    return false;
  }
  if (found.every((each) => each?.status === 'completed')) return true;
  if (found.includes(null)) {
    response.status(409).json({ error: 'One of the runs has not ended yet. Ask for the report when it has.' });
    return false;
  }
  const completed = found.filter((each) => each?.status === 'completed').length;
  response
    .status(202)
    .set('retry-after', String(ASK_AGAIN_AFTER))
    .json({ status: 'computing', completed, total: found.length });
  return false;
}

function send(response: Response, format: 'html' | 'json', name: string, report: object, render: () => string): void {
  response
    .set('content-disposition', `attachment; filename="understory-${name}.${format}"`)
    .set('content-security-policy', "default-src 'none'; style-src 'unsafe-inline'")
    .type(format)
    .send(format === 'html' ? render() : JSON.stringify(report, null, 2));
}
