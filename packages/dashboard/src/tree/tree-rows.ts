import type { ClusterList } from './cluster-list.ts';

/** One visible line of the tree. */
export interface TreeRow {
  /** Index into the cluster list. */
  index: number;
  /** Place among its siblings that are shown, from 1. */
  position: number;
  /** How many siblings are shown, itself included. */
  setSize: number;
  isExpandable: boolean;
  isExpanded: boolean;
  /** Whether its name contains the filter; false for ancestors that are shown only to lead there. */
  isMatch: boolean;
}

/**
 * Lists the rows of the tree that are to be seen, in order.
 *
 * With a filter, every cluster whose name or description contains it is shown below its ancestors, all opened.
 *
 * @param expanded - indices of opened clusters; not looked at while a filter is set.
 */
export function listTreeRows(list: ClusterList, expanded: ReadonlySet<number>, filter = ''): TreeRow[] {
  const wanted = filter.trim().toLowerCase();
  const matches = wanted ? findMatches(list, wanted) : null;
  const shown = matches ? withAncestors(list, matches) : null;
  const rows: TreeRow[] = [];
  const addSiblings = (siblings: number[]): void => {
    const visible = shown ? siblings.filter((index) => shown.has(index)) : siblings;
    visible.forEach((index, at) => {
      const children = list.children[index]!;
      const isExpandable = shown ? children.some((child) => shown.has(child)) : children.length > 0;
      const isExpanded = isExpandable && (shown !== null || expanded.has(index));
      rows.push({
        index,
        position: at + 1,
        setSize: visible.length,
        isExpandable,
        isExpanded,
        isMatch: matches?.has(index) ?? true,
      });
      if (isExpanded) {
        addSiblings(children);
      }
    });
  };
  addSiblings(list.clusters.flatMap((cluster, index) => (cluster.depth === 0 ? [index] : [])));
  return rows;
}

function findMatches(list: ClusterList, wanted: string): Set<number> {
  return new Set(
    list.clusters.flatMap((cluster, index) =>
      `${cluster.name}\n${cluster.description}`.toLowerCase().includes(wanted) ? [index] : [],
    ),
  );
}

function withAncestors(list: ClusterList, matches: Set<number>): Set<number> {
  const shown = new Set<number>();
  for (const match of matches) {
    for (let at = match; at >= 0 && !shown.has(at); at = list.parents[at]!) {
      shown.add(at);
    }
  }
  return shown;
}
