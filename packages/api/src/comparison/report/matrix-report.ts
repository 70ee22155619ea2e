import type { Context } from '../../context.ts';
import { loadExisting } from '../../graphql/load-by-id.ts';
import type { ComparedRun } from '../load-comparison.ts';
import { listRunMetrics } from '../list-run-metrics.ts';
import type { MatrixCell } from '../measure-agreement-matrix.ts';
import { measureAgreementMatrix } from '../measure-agreement-matrix.ts';
import { measureConsensus } from '../measure-consensus.ts';
import { openMatrixComparisons } from '../open-run-matrix.ts';
import type { RunMatrix, RunMetric } from '../run-matrix.type.ts';
import { readVersion } from './read-version.ts';
import type { ReportedRun } from './report-run.ts';
import { reportRun } from './report-run.ts';

/** Conversations that stay together in all runs. */
export interface ReportedGroup {
  size: number;
  /** Name of the leaf in each run. */
  clusters: string[];
}

/** A conversation without a companion that stays with it in all runs. */
export interface ReportedDependent {
  chatId: string;
  /** Other conversations in its leaf, on average. */
  meanCompany: number;
  /** Name of the leaf in each run; null outside of all clusters. */
  clusters: (string | null)[];
}

/** Everything that is said of several runs, in plain JSON. */
export interface MatrixReport {
  understory: string;
  dataset: string;
  /** Conversations in all runs. */
  conversationCount: number;
  runs: ReportedRun[];
  /** Every pair once, by the places of its runs. */
  agreement: MatrixCell[];
  /** All numbers of all runs; values in the order of `runs`. */
  metrics: RunMetric[];
  remarks: string[];
  consensus: {
    pairShare: number;
    settledCount: number;
    dependentCount: number;
    groupCount: number;
    /** The largest, at most thirty. */
    groups: ReportedGroup[];
    /** Those that lose most company, at most twenty. */
    dependents: ReportedDependent[];
  };
}

const GROUPS_SHOWN = 30;
const DEPENDENTS_SHOWN = 20;

/** Puts several runs together for people to read. What is not computed yet is left out. */
export async function assembleMatrixReport(context: Context, matrix: RunMatrix): Promise<MatrixReport> {
  const { loaded, options, rows, conversationCount } = matrix;
  const { runs, positions } = loaded;
  const agreement = await measureAgreementMatrix(context.workspace, loaded, options);
  const { metrics, remarks } = await listRunMetrics(context, rows, await openMatrixComparisons(context, matrix));
  const consensus = measureConsensus(runs.map(({ leaves }) => leaves));
  const dependents = await Promise.all(
    consensus.dependents.slice(0, DEPENDENTS_SHOWN).map(async ({ item, meanCompany }): Promise<ReportedDependent> => {
      const place = { datasetId: runs[0].run.datasetId, position: positions[item] };
      const conversation = await context.loaders.conversationAt.load(place);
      return { chatId: conversation?.chatId ?? '', meanCompany, clusters: runs.map((run) => nameLeaf(run, item)) };
    }),
  );
  return {
    understory: readVersion(),
    dataset: (await loadExisting(context.loaders.dataset, runs[0].run.datasetId)).name,
    conversationCount,
    runs: await Promise.all(runs.map(({ run }) => reportRun(context, run))),
    agreement,
    metrics,
    remarks,
    consensus: {
      pairShare: consensus.pairShare,
      settledCount: consensus.settledCount,
      dependentCount: consensus.dependents.length,
      groupCount: consensus.groups.length,
      groups: consensus.groups.slice(0, GROUPS_SHOWN).map((items) => ({
        size: items.length,
        clusters: runs.map((run) => nameLeaf(run, items[0]) ?? ''),
      })),
      dependents,
    },
  };
}

function nameLeaf({ tree, leaves }: ComparedRun, item: number): string | null {
  return leaves[item] < 0 ? null : tree.clusters[leaves[item]].name;
}
