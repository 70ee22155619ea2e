import { computed, type ComputedRef } from 'vue';
import type { ClusterList } from '../tree/cluster-list.ts';
import { placeLabels, type LabelWish, type PlacedLabel } from './place-labels.ts';
import type { MapView } from './useMapView.ts';

const maxWidth = 168;
const lineHeight = 15;
const sidePadding = 10;

/**
 * Which clusters carry a label at the present zoom, and where: the roots at first, one level deeper each time the
 * zoom doubles, the largest first; the chosen cluster always.
 */
export function useMapLabels(
  view: MapView,
  list: () => ClusterList,
  selected: () => number,
): ComputedRef<PlacedLabel[]> {
  const context = document.createElement('canvas').getContext('2d');
  const widths = new Map<string, number>();
  const measure = (name: string): number => {
    let width = widths.get(name);
    if (width === undefined && context) {
      context.font = `500 12px ${getComputedStyle(document.body).fontFamily}`;
      width = context.measureText(name).width;
      widths.set(name, width);
    }
    return width ?? 7 * name.length;
  };

  return computed(() => {
    const level = Math.max(0, Math.floor(Math.log2(view.transform.value.k) + 0.2));
    const wishes: LabelWish[] = [];
    for (const cluster of list().clusters) {
      const isSelected = cluster.index === selected();
      const isDue = cluster.depth === level || (cluster.isLeaf && cluster.depth < level);
      if ((!isDue && !isSelected) || cluster.x === null || cluster.y === null) {
        continue;
      }
      const [x, y] = view.toScreen(cluster.x, cluster.y);
      if (x < 0 || y < 0 || x > view.width.value || y > view.height.value) {
        continue;
      }
      // The chosen one is set in bold, which is wider.
      const text = Math.ceil(measure(cluster.name) * (isSelected ? 1.08 : 1.02));
      // Word wrap rarely fills a line, hence the allowance before a third line is assumed.
      const lines = Math.min(3, Math.ceil((1.12 * text) / maxWidth));
      wishes.push({
        id: cluster.index,
        x,
        y,
        width: Math.min(text, maxWidth) + sidePadding,
        height: lines * lineHeight + 4,
        rank: isSelected ? Infinity : cluster.size,
      });
    }
    return placeLabels(wishes, view.width.value, view.height.value);
  });
}
