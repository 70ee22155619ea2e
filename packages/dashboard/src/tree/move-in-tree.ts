import type { ClusterList } from './cluster-list.ts';
import type { TreeRow } from './tree-rows.ts';

/** What a key does: where the focus goes (an index of the cluster list) and which cluster opens or closes. */
export interface TreeMove {
  active: number;
  expand?: number;
  collapse?: number;
}

/**
 * Answers a key as the WAI-ARIA tree pattern asks: up and down walk the visible rows, right opens a cluster and then
 * enters it, left closes it and then goes to its parent, Home and End jump.
 *
 * @returns null when the key means nothing here.
 * @see https://www.w3.org/WAI/ARIA/apg/patterns/treeview/
 */
export function moveInTree(list: ClusterList, rows: TreeRow[], active: number, key: string): TreeMove | null {
  const at = rows.findIndex((row) => row.index === active);
  const row = rows[at];
  if (!row) {
    return rows[0] && ['ArrowDown', 'ArrowUp', 'Home', 'End'].includes(key) ? { active: rows[0].index } : null;
  }
  switch (key) {
    case 'ArrowDown':
      return { active: (rows[at + 1] ?? row).index };
    case 'ArrowUp':
      return { active: (rows[at - 1] ?? row).index };
    case 'Home':
      return { active: rows[0]!.index };
    case 'End':
      return { active: rows.at(-1)!.index };
    case 'ArrowRight':
      if (!row.isExpandable) {
        return { active };
      }
      return row.isExpanded ? { active: rows[at + 1]!.index } : { active, expand: active };
    case 'ArrowLeft':
      if (row.isExpanded) {
        return { active, collapse: active };
      }
      return { active: list.parents[active]! >= 0 ? list.parents[active]! : active };
    default:
      return null;
  }
}

/**
 * The next row whose name begins with what was typed, searched from the active row onwards and around.
 *
 * @returns an index of the cluster list; null when no visible name begins so.
 */
export function findByTyping(list: ClusterList, rows: TreeRow[], active: number, typed: string): number | null {
  const wanted = typed.toLowerCase();
  const start = rows.findIndex((row) => row.index === active);
  // A single letter moves on to the next name; more letters refine the search and may stay where they are.
  const first = typed.length === 1 ? start + 1 : Math.max(start, 0);
  for (let step = 0; step < rows.length; step += 1) {
    const row = rows[(first + step) % rows.length]!;
    if (list.clusters[row.index]!.name.toLowerCase().startsWith(wanted)) {
      return row.index;
    }
  }
  return null;
}
