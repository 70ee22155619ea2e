import { InvalidInputError } from '@understory/core';
import type { Run } from '../run/run.type.ts';
import type { Workspace } from '../workspace.ts';

const RUNS_SEARCHED = 1000;

/**
 * Finds the run that a user means: by its id, by the first characters of its id, by its name, by its number
 * (`#7` or `7`), or `latest`.
 *
 * @throws {InvalidInputError} if there is none, or if several have that beginning.
 */
export async function findRun({ runs }: Workspace, reference: string): Promise<Run> {
  const exact = await runs.find(reference);
  if (exact !== null) return exact;
  const newest = await runs.page(null, { limit: RUNS_SEARCHED, after: null });
  if (reference === 'latest' && newest[0] !== undefined) return newest[0];
  const begun = /^[0-9a-f-]{4,}$/i.test(reference)
    ? newest.filter((run) => run.id.startsWith(reference.toLowerCase()))
    : [];
  if (begun.length > 1) throw new InvalidInputError(`${begun.length} runs have an id that starts with "${reference}".`);
  // Without the hash, too: a shell takes it for the start of a comment.
  const number = /^#?\d+$/.test(reference) ? Number(reference.replace('#', '')) : null;
  const found =
    begun[0] ?? newest.find((run) => run.name === reference) ?? newest.find((run) => run.sequence === number);
  if (found === undefined) {
    throw new InvalidInputError(`There is no run "${reference}". \`understory runs\` lists them.`);
  }
  return found;
}
