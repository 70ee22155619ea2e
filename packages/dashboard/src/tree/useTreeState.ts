import { computed, ref, watch, type ComputedRef, type Ref } from 'vue';
import { pathTo, type ClusterList } from './cluster-list.ts';
import { findByTyping, moveInTree } from './move-in-tree.ts';
import { listTreeRows, type TreeRow } from './tree-rows.ts';

const typingPauseMs = 700;

/** Which rows are to be seen, which one has the focus, and what keys do to both. */
export interface TreeState {
  rows: ComputedRef<TreeRow[]>;
  filter: Ref<string>;
  /** Index of the focused cluster; −1 before the first focus. */
  active: Ref<number>;
  toggle: (index: number) => void;
  expandAll: () => void;
  collapseAll: () => void;
  /** Answers a key; true when it meant something. */
  pressKey: (key: string) => boolean;
}

/** @param selected - index of the cluster chosen elsewhere; it is opened to whenever it changes. */
export function useTreeState(list: () => ClusterList, selected: () => number): TreeState {
  const expanded = ref(new Set<number>());
  const filter = ref('');
  const active = ref(-1);
  const rows = computed(() => listTreeRows(list(), expanded.value, filter.value));
  let typed = '';
  let typedAt = 0;

  watch(
    [selected, list],
    ([index]) => {
      if (index >= 0) {
        expanded.value = new Set([...expanded.value, ...pathTo(list(), index).slice(0, -1)]);
        active.value = index;
      }
    },
    { immediate: true },
  );

  function setExpanded(index: number, isExpanded: boolean): void {
    const next = new Set(expanded.value);
    if (isExpanded) {
      next.add(index);
    } else {
      next.delete(index);
    }
    expanded.value = next;
  }

  function pressKey(key: string): boolean {
    const move = moveInTree(list(), rows.value, active.value, key);
    if (move) {
      active.value = move.active;
      if (move.expand !== undefined) {
        setExpanded(move.expand, true);
      }
      if (move.collapse !== undefined && !filter.value) {
        setExpanded(move.collapse, false);
      }
      return true;
    }
    if (key === '*') {
      expandAll();
      return true;
    }
    if (key.length !== 1 || key === ' ') {
      return false;
    }
    typed = Date.now() - typedAt > typingPauseMs ? key : typed + key;
    typedAt = Date.now();
    const found = findByTyping(list(), rows.value, active.value, typed);
    active.value = found ?? active.value;
    return found !== null;
  }

  function expandAll(): void {
    expanded.value = new Set(list().clusters.keys());
  }

  return {
    rows,
    filter,
    active,
    toggle: (index) => setExpanded(index, !expanded.value.has(index)),
    expandAll,
    collapseAll: () => {
      expanded.value = new Set();
    },
    pressKey,
  };
}
