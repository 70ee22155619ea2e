import { InvalidInputError } from '@understory/core';
import type { SummaryModelVersion } from '../summary-model/summary-model.type.ts';
import type { Workspace } from '../workspace.ts';

/**
 * A summary model as commands name it: `generic` for its latest version, `generic@2` for a certain one.
 *
 * @throws {InvalidInputError} that lists the names there are.
 */
export async function findSummaryModelVersion(
  { summaryModels }: Workspace,
  nameAndVersion: string,
): Promise<SummaryModelVersion> {
  const [, name = '', number] = /^(.*?)(?:@(\d+))?$/.exec(nameAndVersion) ?? [];
  const model = await summaryModels.findByName(name);
  if (model === null) {
    const known = (await summaryModels.list()).map((each) => each.name).join(', ');
    throw new InvalidInputError(`There is no summary model "${name}". There are: ${known}.`);
  }
  const versions = await summaryModels.listVersionsOfModels([model.id]);
  const version = number === undefined ? versions.at(-1) : versions.find((each) => each.version === Number(number));
  if (version === undefined) throw new InvalidInputError(`The summary model "${name}" has no version ${number}.`);
  return version;
}
