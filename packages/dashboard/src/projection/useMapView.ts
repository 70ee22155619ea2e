import { useElementSize } from '@vueuse/core';
import { select } from 'd3-selection';
import { zoom, zoomIdentity, zoomTransform, type ZoomBehavior, type ZoomTransform } from 'd3-zoom';
import { computed, onBeforeUnmount, onMounted, shallowRef, watch, type ComputedRef, type Ref } from 'vue';
import { fitPlane, type PlaneFit } from './fit-view.ts';

const paddingPx = 36;

/** Size, zoom and pan of the map, and the way between the plane of the projection and the screen. */
export interface MapView {
  width: Ref<number>;
  height: Ref<number>;
  transform: Ref<ZoomTransform>;
  fit: ComputedRef<PlaneFit>;
  toScreen: (x: number, y: number) => [number, number];
  toPlane: (left: number, top: number) => [number, number];
  zoomBy: (factor: number) => void;
  reset: () => void;
}

/**
 * @param coordinates - what must be in view at first, x0, y0, …
 * @param transform - zoom and pan; maps that share it move together.
 */
export function useMapView(
  element: Ref<HTMLElement | null>,
  coordinates: () => Float32Array,
  transform: Ref<ZoomTransform> = shallowRef<ZoomTransform>(zoomIdentity),
): MapView {
  const { width, height } = useElementSize(element);
  const fit = computed(() => fitPlane(coordinates(), width.value, height.value, paddingPx));
  let behaviour: ZoomBehavior<HTMLElement, unknown> | null = null;

  onMounted(() => {
    if (!element.value) {
      return;
    }
    behaviour = zoom<HTMLElement, unknown>()
      .scaleExtent([0.7, 80])
      .clickDistance(4)
      .on('zoom', (event: { transform: ZoomTransform }) => {
        transform.value = event.transform;
      });
    select(element.value).call(behaviour).on('dblclick.zoom', null);
  });
  watch(transform, (moved) => {
    // d3 keeps the state of a gesture on the element; a move of another map's must be known here before the next one.
    if (element.value && zoomTransform(element.value) !== moved) {
      Object.assign(element.value, { __zoom: moved });
    }
  });
  onBeforeUnmount(() => {
    if (element.value) {
      select(element.value).on('.zoom', null);
    }
  });

  return {
    width,
    height,
    transform,
    fit,
    toScreen: (x, y) => {
      const { scale, offsetX, offsetY } = fit.value;
      return transform.value.apply([scale * x + offsetX, offsetY - scale * y]);
    },
    toPlane: (left, top) => {
      const { scale, offsetX, offsetY } = fit.value;
      const [x, y] = transform.value.invert([left, top]);
      return [(x - offsetX) / scale, (offsetY - y) / scale];
    },
    zoomBy: (factor) => {
      if (element.value && behaviour) {
        behaviour.scaleBy(select(element.value), factor);
      }
    },
    reset: () => {
      if (element.value && behaviour) {
        behaviour.transform(select(element.value), zoomIdentity);
      }
    },
  };
}
