import type { Context } from '../context.ts';
import type { RunComparison } from './comparison.type.ts';
import type { MeasuredPair, RunFigure } from './list-run-figures.ts';
import { toFigures } from './list-run-figures.ts';
import { readGlossaries } from './measure-quality.ts';
import { readConfiguration } from './read-configuration.ts';
import type { RunMatrixRow, RunMeasurements, RunMetric, RunMetricValue } from './run-matrix.type.ts';

/**
 * All numbers of all runs, side by side. Those that the worker computes come from comparisons of the first run with each
 * of the others; they are left out until they are there.
 *
 * @param rows - the runs.
 * @param comparisons - of the first run with each of the others, in the order of `rows`.
 */
export async function listRunMetrics(
  context: Context,
  rows: readonly RunMatrixRow[],
  comparisons: readonly RunComparison[],
): Promise<RunMeasurements> {
  const pairs = await Promise.all(
    comparisons.map(async ({ state }, i): Promise<MeasuredPair> => {
      const [quality, gold, silhouette, noiseFloor] = await Promise.all([
        state.request('summary_quality'),
        state.request('gold'),
        state.request('silhouette'),
        state.request('noise_floor'),
      ]);
      return { a: rows[0].structure, b: rows[i + 1].structure, quality, gold, silhouette, noiseFloor };
    }),
  );
  const metrics = new Map<string, RunMetric>();
  pairs.forEach((pair, i) => {
    for (const figure of toFigures(pair)) {
      const { id, topic, name, label, unit, better } = figure;
      const metric = metrics.get(id) ?? { id, topic, name, label, unit, better, values: rows.map(() => null) };
      metrics.set(id, metric);
      metric.values[0] ??= figure.a && { ...figure.a, isBetterThanFirst: null };
      metric.values[i + 1] = readValue(figure);
    }
  });
  const listed = [...metrics.values()].filter(({ values }) => values.some((value) => value !== null));
  const glossaries = await Promise.all(
    comparisons.map(async ({ a, b }) =>
      readGlossaries(await readConfiguration(context, a), await readConfiguration(context, b)),
    ),
  );
  return leaveOutGlossary(listed, glossaries);
}

function readValue({ b, winner }: RunFigure): RunMetricValue | null {
  return b && { ...b, isBetterThanFirst: winner === null ? null : winner === 'b' };
}

/** How much of a glossary is named can be compared only where all runs are held against the same one. */
function leaveOutGlossary(
  metrics: RunMetric[],
  glossaries: readonly { name: string; aliases: readonly string[] }[][],
): RunMeasurements {
  const written = glossaries
    .filter((glossary) => glossary.length > 0)
    .map((glossary) =>
      JSON.stringify(glossary.map(({ name, aliases }) => `${name}: ${aliases.toSorted().join(', ')}`).toSorted()),
    );
  if (new Set(written).size <= 1) return { metrics, remarks: [] };
  return {
    metrics: metrics.filter(({ name }) => !name.startsWith('glossary')),
    remarks: [
      'The runs have different glossaries, so how much of a glossary their summaries name stands only in the comparison of two.',
    ],
  };
}
