import { InvalidInputError } from '@understory/core';

/**
 * Reads `--set` arguments into a run's options; `startRun` checks them against the schema.
 *
 * @example
 * readRunOptions(['seed=7', 'cluster.k=20']); // { seed: 7, cluster: { k: 20 } }
 */
export function readRunOptions(assignments: readonly string[]): Record<string, unknown> {
  const options: Record<string, unknown> = {};
  for (const assignment of assignments) {
    const [, path, text] = /^([\w.]+)=(.*)$/s.exec(assignment) ?? [];
    if (path === undefined || text === undefined) {
      throw new InvalidInputError(`Expected --set option=value, got "${assignment}".`);
    }
    const keys = path.split('.');
    const last = keys.pop() ?? '';
    let target = options;
    for (const key of keys) {
      const next = Object.hasOwn(target, key) ? target[key] : {};
      if (typeof next !== 'object' || next === null)
        throw new InvalidInputError(`--set ${path}: ${key} has a value already.`);
      target[key] = next;
      target = next as Record<string, unknown>;
    }
    target[last] = readValue(text);
  }
  return options;
}

/** A JSON value where it is one (numbers, true, null); any other text is a string. */
function readValue(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
