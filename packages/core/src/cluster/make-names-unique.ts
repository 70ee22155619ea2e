import type { ClusterName } from './cluster.ts';

/**
 * Makes the names of siblings differ, whatever a naming model answered.
 *
 * The first of equal names keeps it; each further one gets the words of its slug that its name lacks, or a number, in
 * brackets. Upper and lower case do not make a difference.
 *
 * @param names - siblings, the most important first
 *
 * @example
 * makeNamesUnique([{ name: 'Log metrics', … }, { name: 'Log metrics', slug: 'log_custom_charts', … }]);
 * // 'Log metrics', 'Log metrics (custom charts)'
 */
export function makeNamesUnique(names: readonly ClusterName[]): ClusterName[] {
  const taken = new Set<string>();
  const asked = new Set(names.map(({ name }) => fold(name)));
  return names.map((entry) => {
    const isFree = (name: string) => !taken.has(fold(name)) && !asked.has(fold(name));
    let { name } = entry;
    if (taken.has(fold(name))) {
      const words = distinguishingWords(entry);
      name = words === '' ? entry.name : `${entry.name} (${words})`;
      for (let number = 2; !isFree(name); number++) name = `${entry.name} (${number})`;
    }
    taken.add(fold(name));
    return { ...entry, name };
  });
}

function distinguishingWords({ name, slug }: ClusterName): string {
  const known = new Set(fold(name).split(/[^\p{L}\p{N}]+/u));
  return slug
    .split('_')
    .filter((word) => word !== '' && !known.has(fold(word)))
    .join(' ');
}

function fold(name: string): string {
  return name.trim().toLowerCase();
}
