import type { CountCurve } from './count-curve.ts';

/** In pixels. */
export const chartHeight = 210;
/** Room for the axes, in pixels. */
export const chartMargin = { left: 36, right: 14, top: 22, bottom: 40 };
/** Least distance of two labels of the lower axis, in pixels. */
const tickDistance = 24;

/** One line of the chart in SVG coordinates. */
export interface CurveLine {
  /** `x,y x,y …`, as a polyline takes them. */
  points: string;
  places: { x: number; y: number }[];
}

/** Where everything stands in the chart: the numbers that were tried by ratio from left to right, 0 … 1 from bottom to top. */
export interface CurveChart {
  stability: CurveLine;
  silhouette: CurveLine;
  score: CurveLine;
  /** The band of one standard deviation about the stability. */
  band: string;
  ticksX: { x: number; label: string }[];
  ticksY: { y: number; label: string }[];
}

/**
 * Lays the curve out. Silhouettes below 0 stand at 0.
 *
 * @param chartWidth - in pixels; labels keep their size, so that a narrow chart has fewer of them.
 */
export function layOutCurve({ candidates }: Pick<CountCurve, 'candidates'>, chartWidth: number): CurveChart {
  const margin = chartMargin;
  const logs = candidates.map(({ count }) => Math.log(count));
  const first = Math.min(...logs);
  const span = Math.max(...logs) - first || 1;
  const toX = (count: number): number =>
    margin.left + ((Math.log(count) - first) / span) * (chartWidth - margin.left - margin.right);
  const toY = (value: number): number =>
    chartHeight - margin.bottom - Math.min(1, Math.max(0, value)) * (chartHeight - margin.top - margin.bottom);
  const draw = (read: (candidate: (typeof candidates)[number]) => number): CurveLine => {
    const places = candidates.map((candidate) => ({ x: toX(candidate.count), y: toY(read(candidate)) }));
    return { places, points: join(places) };
  };
  const upper = draw(({ stability, stabilityDeviation }) => stability + stabilityDeviation).places;
  const lower = draw(({ stability, stabilityDeviation }) => stability - stabilityDeviation).places;
  return {
    stability: draw(({ stability }) => stability),
    silhouette: draw(({ silhouette }) => silhouette),
    score: draw(({ score }) => score),
    band: join([...upper, ...lower.toReversed()]),
    ticksX: spread(candidates.map(({ count }) => ({ x: toX(count), label: String(count) }))),
    ticksY: [0, 0.25, 0.5, 0.75, 1].map((value) => ({ y: toY(value), label: String(value) })),
  };
}

/** Leaves out the labels that would touch the one before. */
function spread(ticks: CurveChart['ticksX']): CurveChart['ticksX'] {
  let last = -Infinity;
  return ticks.filter(({ x }) => {
    const isFree = x - last >= tickDistance;
    last = isFree ? x : last;
    return isFree;
  });
}

function join(places: readonly { x: number; y: number }[]): string {
  return places.map(({ x, y }) => `${x.toFixed(1)},${y.toFixed(1)}`).join(' ');
}
