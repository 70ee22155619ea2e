/** One option of a run: its dotted path and its value as text. */
export interface OptionEntry {
  path: string;
  value: string;
}

/** Lists nested options one a line: `{ tree: { maxRoots: 10 } }` → `tree.maxRoots` `10`; null reads `automatic`. */
export function flattenOptions(options: unknown, prefix = ''): OptionEntry[] {
  if (typeof options !== 'object' || options === null || Array.isArray(options)) {
    return [{ path: prefix, value: options === null ? 'not set' : formatValue(options) }];
  }
  return Object.entries(options).flatMap(([key, value]) => flattenOptions(value, prefix ? `${prefix}.${key}` : key));
}

function formatValue(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
