import { onBeforeUnmount, watch, type Ref } from 'vue';
import type { ClusterList } from '../tree/cluster-list.ts';
import type { MapPoints } from './decode-projection.ts';
import { drawPoints, packPixel, stampDisc } from './draw-points.ts';
import { outlierColour } from './cluster-colours.ts';
import type { Rgb } from './oklch.ts';
import type { MapView } from './useMapView.ts';

/** What the layer of points shows. */
export interface PointLayerContent {
  list: ClusterList;
  points: MapPoints;
  /** Colours of all clusters, indexed like the list. */
  colours: Rgb[];
  /** Index of the cluster to bring out; −1 for none. */
  selected: number;
  /** Positions of the conversations to bring out instead of a cluster; null for none. */
  marked: ReadonlySet<number> | null;
}

/** How much of its colour a point keeps while another cluster is brought out. */
const dimmedShare = 0.28;

/** Keeps a canvas painted with the map's points: at most once a frame, whenever what it shows has changed. */
export function usePointLayer(
  canvas: Ref<HTMLCanvasElement | null>,
  view: MapView,
  content: () => PointLayerContent,
): void {
  let frame = 0;
  let image: ImageData | null = null;
  let palette: { key: PointLayerContent; background: number; colours: Uint32Array; chosen: Uint8Array } | null = null;

  function paint(): void {
    frame = 0;
    const context = canvas.value?.getContext('2d', { alpha: false });
    if (!canvas.value || !context || view.width.value === 0 || view.height.value === 0) {
      return;
    }
    const ratio = window.devicePixelRatio || 1;
    const width = Math.round(view.width.value * ratio);
    const height = Math.round(view.height.value * ratio);
    if (image?.width !== width || image.height !== height) {
      canvas.value.width = width;
      canvas.value.height = height;
      image = context.createImageData(width, height);
    }
    const shown = content();
    palette = palette?.key === shown ? palette : preparePalette(shown, readBackground(canvas.value));
    const buffer = { pixels: new Uint32Array(image.data.buffer), width, height };
    buffer.pixels.fill(palette.background);
    const { scale, offsetX, offsetY } = view.fit.value;
    const { k, x, y } = view.transform.value;
    const transform = {
      scaleX: k * scale * ratio,
      scaleY: -k * scale * ratio,
      offsetX: (k * offsetX + x) * ratio,
      offsetY: (k * offsetY + y) * ratio,
    };
    const stamp = stampDisc(pointRadius(shown.points.count, view.width.value * view.height.value, k) * ratio);
    if (shown.selected >= 0 || shown.marked !== null) {
      const others = palette.chosen.map((isChosen) => 1 - isChosen);
      drawPoints(buffer, shown.points.coordinates, palette.colours, transform, stamp, others);
      drawPoints(buffer, shown.points.coordinates, palette.colours, transform, stamp, palette.chosen);
    } else {
      drawPoints(buffer, shown.points.coordinates, palette.colours, transform, stamp);
    }
    context.putImageData(image, 0, 0);
  }

  function schedule(): void {
    frame ||= requestAnimationFrame(paint);
  }
  watch([content, view.transform, view.width, view.height, canvas], schedule, { flush: 'post', immediate: true });
  onBeforeUnmount(() => cancelAnimationFrame(frame));
}

/**
 * Radius of a point in CSS pixels: an eighth of the room that each point has on average, between 1.1 and 4, and growing
 * slowly as one zooms in.
 *
 * @param area - of the canvas, in square CSS pixels.
 */
export function pointRadius(count: number, area: number, zoom: number): number {
  const base = Math.min(4, Math.max(1.1, Math.sqrt(area / Math.max(count, 1)) / 8));
  return Math.min(7, base * Math.max(1, zoom) ** 0.35);
}

function preparePalette(content: PointLayerContent, background: Rgb) {
  const { list, points, colours, selected, marked } = content;
  const end = selected >= 0 ? list.ends[selected]! : 0;
  const isBroughtOut = (leaf: number, position: number): boolean =>
    marked === null ? selected < 0 || (leaf >= selected && leaf < end) : marked.has(position);
  const strong = colours.map(packPixel);
  const dimmed = colours.map((colour) => packPixel(mix(colour, background, dimmedShare)));
  const [strongOutlier, dimmedOutlier] = [outlierColour, mix(outlierColour, background, dimmedShare)].map(packPixel);
  const pointColours = new Uint32Array(points.count);
  const chosen = new Uint8Array(points.count);
  for (let i = 0; i < points.count; i += 1) {
    const leaf = points.leaves[i]!;
    chosen[i] = isBroughtOut(leaf, i) ? 1 : 0;
    pointColours[i] = (chosen[i] ? strong[leaf] : dimmed[leaf]) ?? (chosen[i] ? strongOutlier! : dimmedOutlier!);
  }
  return { key: content, background: packPixel(background), colours: pointColours, chosen };
}

function mix(colour: Rgb, under: Rgb, share: number): Rgb {
  const channel = (at: 0 | 1 | 2): number => Math.round(share * colour[at] + (1 - share) * under[at]);
  return [channel(0), channel(1), channel(2)];
}

/** The element's background as numbers. Browsers report it in many notations, so one pixel is painted and read. */
function readBackground(element: HTMLElement): Rgb {
  const probe = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
  if (!probe) {
    return [255, 255, 255];
  }
  probe.fillStyle = getComputedStyle(element).backgroundColor;
  probe.fillRect(0, 0, 1, 1);
  const [red, green, blue] = probe.getImageData(0, 0, 1, 1).data;
  return [red!, green!, blue!];
}
