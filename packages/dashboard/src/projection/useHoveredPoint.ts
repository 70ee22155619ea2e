import { useClientHandle } from '@urql/vue';
import KDBush from 'kdbush';
import { computed, ref, watch, type ComputedRef, type Ref } from 'vue';
import { SummaryAtDocument } from '../graphql/generated/graphql.ts';
import type { MapPoints } from './decode-projection.ts';
import type { MapView } from './useMapView.ts';

const reachPx = 12;
const restMs = 60;

export interface HoveredPoint {
  /** What the run says of it; empty until it has been read. */
  summary: ComputedRef<string>;
  /** Finds the conversation nearest to a place on the map, within 12 pixels; −1 for none. */
  findNearest: (left: number, top: number) => number;
  /** Id of the conversation at a position. */
  readConversationId: (position: number) => Promise<string | null>;
}

/**
 * Finds the point under the pointer and reads its summary once the pointer rests.
 *
 * @param position - position in the dataset of the conversation that is pointed at; −1 for none.
 */
export function useHoveredPoint(
  runId: () => string,
  points: () => MapPoints,
  view: MapView,
  position: Ref<number>,
): HoveredPoint {
  const { client } = useClientHandle();
  const summaries = ref(new Map<number, string>());
  const index = computed(() => indexPoints(points()));
  const read = (at: number) => client.query(SummaryAtDocument, { run: runId(), position: at }).toPromise();

  watch(position, (at) => {
    if (at < 0 || summaries.value.has(at)) {
      return;
    }
    setTimeout(async () => {
      if (position.value === at) {
        const { data } = await read(at);
        summaries.value.set(at, data?.run?.summaryAt?.summary ?? '');
      }
    }, restMs);
  });

  return {
    summary: computed(() => summaries.value.get(position.value) ?? ''),
    findNearest: (left, top) => {
      const [x, y] = view.toPlane(left, top);
      const reach = reachPx / (view.transform.value.k * view.fit.value.scale);
      const { coordinates } = points();
      let best = -1;
      let bestSquare = Infinity;
      for (const each of index.value.within(x, y, reach)) {
        const square = (coordinates[2 * each]! - x) ** 2 + (coordinates[2 * each + 1]! - y) ** 2;
        if (square < bestSquare) {
          best = each;
          bestSquare = square;
        }
      }
      return best;
    },
    readConversationId: async (at) => (await read(at)).data?.run?.summaryAt?.conversation.id ?? null,
  };
}

function indexPoints({ count, coordinates }: MapPoints): KDBush {
  const index = new KDBush(count, 64, Float32Array);
  for (let i = 0; i < count; i += 1) {
    // NaN would put the index in disorder: a conversation without a place goes where no pointer gets.
    const hasPlace = !Number.isNaN(coordinates[2 * i]!);
    index.add(hasPlace ? coordinates[2 * i]! : Infinity, hasPlace ? coordinates[2 * i + 1]! : Infinity);
  }
  return index.finish();
}
