import { readFile } from 'node:fs/promises';
import type { Command } from 'commander';
import { InvalidInputError } from '@understory/core';
import { createSummaryModel } from '../summary-model/create-summary-model.ts';
import { printResult, withWorkspace } from './with-workspace.ts';

/** `understory summary-models` and `understory add-summary-model`. */
export function addSummaryModelCommands(program: Command): void {
  program
    .command('summary-models')
    .description('List summary models and their versions.')
    .option('--json', 'print them as JSON', false)
    .action(async ({ json }: { json: boolean }) => {
      await withWorkspace(async ({ summaryModels }) => {
        const models = await summaryModels.list();
        const versions = await summaryModels.listVersionsOfModels(models.map(({ id }) => id));
        const rows = models.map(({ id, name, description }) => ({
          name,
          description,
          versions: versions.filter(({ summaryModelId }) => summaryModelId === id),
        }));
        printResult(json, rows, () =>
          rows
            .map(({ name, description, versions: all }) => `${name}@${all.length}  ${description ?? ''}`.trimEnd())
            .join('\n'),
        );
      });
    });
  program
    .command('add-summary-model')
    .description('Store a summary model, or a new version of one, from a JSON file: { name, description, definition }.')
    .argument('<file>')
    .option('--json', 'print the version as JSON', false)
    .action(async (file: string, { json }: { json: boolean }) => {
      const input = await readModelFile(file);
      await withWorkspace(async ({ db }) => {
        const version = await createSummaryModel(db, input);
        printResult(json, version, () => `${input.name}@${version.version}`);
      });
    });
}

/** @throws {InvalidInputError} if there is no such file or it is not an object with a name and a definition. */
export async function readModelFile(
  file: string,
): Promise<{ name: string; description: string | null; definition: unknown }> {
  const text = await readFile(file, 'utf8').catch(() => {
    throw new InvalidInputError(`There is no file "${file}".`);
  });
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new InvalidInputError(`${file}: not valid JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
  const { name, description, definition } = (value ?? {}) as Record<string, unknown>;
  if (typeof name !== 'string' || definition === undefined) {
    throw new InvalidInputError(`${file}: expected an object with "name" and "definition".`);
  }
  return { name, description: typeof description === 'string' ? description : null, definition };
}
