import type { Command } from 'commander';
import { InvalidInputError } from '@understory/core';
import { measureCache, pruneCache } from '../model-call/cache-size.ts';
import { printResult, withWorkspace } from './with-workspace.ts';

interface CacheCommandOptions {
  olderThan?: string;
  toSize?: string;
  json: boolean;
}

const MEGABYTE = 1024 ** 2;
const DAY_MS = 24 * 60 * 60 * 1000;

/** `understory cache`: what the cache of model calls holds, and how to make it smaller. */
export function addCacheCommand(program: Command): void {
  program
    .command('cache')
    .description('Show what the cache of model calls holds, or remove the oldest answers from it.')
    .option('--older-than <days>', 'remove answers that are older')
    .option('--to-size <megabytes>', 'remove the oldest answers until no more than this is left')
    .option('--json', 'print the result as JSON', false)
    .addHelpText(
      'after',
      '\nResults of runs stay. Only a step that is computed again would ask for, and pay for, what was removed.',
    )
    .action(async ({ olderThan, toSize, json }: CacheCommandOptions) => {
      const days = readAmount('--older-than', olderThan);
      const megabytes = readAmount('--to-size', toSize);
      await withWorkspace(async ({ db }) => {
        const removed =
          days === null && megabytes === null
            ? 0
            : await pruneCache(db, {
                before: days === null ? null : new Date(Date.now() - days * DAY_MS),
                mostBytes: megabytes === null ? null : Math.floor(megabytes * MEGABYTE),
              });
        const models = await measureCache(db);
        printResult(json, { removed, models }, () =>
          [
            ...(days === null && megabytes === null ? [] : [`${removed} answers removed`]),
            ...models.map(
              ({ provider, modelId, answers, bytes, oldestAt }) =>
                `${provider}/${modelId}  ${answers} answers  ${(bytes / MEGABYTE).toFixed(1)} MB  since ${oldestAt.toISOString().slice(0, 10)}`,
            ),
            ...(models.length === 0 ? ['The cache of model calls is empty.'] : []),
          ].join('\n'),
        );
      });
    });
}

/** @throws {InvalidInputError} that names the option, if the value is not a number of at least 0. */
function readAmount(option: string, value: string | undefined): number | null {
  if (value === undefined) return null;
  const amount = value.trim() === '' ? Number.NaN : Number(value);
  if (amount >= 0 && Number.isFinite(amount)) return amount;
  throw new InvalidInputError(`Expected ${option} to be a number of at least 0, got "${value}".`);
}
