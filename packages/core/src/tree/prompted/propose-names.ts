import pMap from 'p-map';
import type { ClusterName } from '../../cluster/cluster.ts';
import { generateCheckedObject } from '../../model/generate-checked-object.ts';
import type { LanguageModel, ModelMessage } from '../../model/language-model.ts';
import { toOneLine } from '../../model/quote-text.ts';
import { recordFailure } from '../../model/record-failure.ts';
import type { StepOptions } from '../../step-options.ts';
import type { NextLevel } from '../plan-levels.ts';
import { composeMergeMessages, composeProposalMessages, namesSchema } from './grouping-prompt.ts';
import { foldName } from './match-name.ts';

export interface ProposeNamesOptions extends StepOptions {
  model: LanguageModel;
  level: NextLevel;
  concurrency: number;
}

const MAX_NAME_LENGTH = 100;
/** Names that one call tidies; a longer list is tidied in parts. */
const MAX_NAMES_PER_MERGE = 150;

/**
 * Asks for the names that the clusters of a level can be gathered under: some for each neighbourhood, then one list
 * without those that mean the same.
 *
 * A neighbourhood whose call fails is covered by the names of its largest clusters.
 *
 * @param neighbourhoods - the clusters of the level, those that are alike together, each from large to small.
 * @returns at most `level.limit` different names, none empty.
 */
export async function proposeNames(
  neighbourhoods: readonly (readonly ClusterName[])[],
  { model, level, concurrency, ...step }: ProposeNamesOptions,
): Promise<string[]> {
  const total = neighbourhoods.reduce((sum, clusters) => sum + clusters.length, 0);
  const proposals = await pMap(
    neighbourhoods,
    async (clusters, i) => {
      const count = Math.max(1, Math.round((level.target * clusters.length) / total));
      const question = {
        messages: composeProposalMessages(clusters, count),
        item: `topics for neighbourhood ${i + 1} of ${total} clusters`,
      };
      const names = await askForNames(question, count, 'its largest clusters gave the names', { model, ...step });
      return (names ?? clusters.slice(0, count).map(({ name }) => name)).slice(0, 2 * count);
    },
    { concurrency, signal: step.signal },
  );
  // One of each neighbourhood in turn, so that none is left out where the list is cut.
  const names = listDistinct(interleave(proposals));
  if (neighbourhoods.length === 1 || names.length <= 1) return names.slice(0, level.limit);

  const merged: string[] = [];
  const parts = Math.ceil(names.length / MAX_NAMES_PER_MERGE);
  const partSize = Math.ceil(names.length / parts);
  for (let from = 0; from < names.length; from += partSize) {
    const part = names.slice(from, from + partSize);
    const count = Math.max(1, Math.round((level.target * part.length) / names.length));
    const question = { messages: composeMergeMessages(part, count), item: `list of ${part.length} topics` };
    merged.push(...((await askForNames(question, count, 'it was not shortened', { model, ...step })) ?? part));
  }
  return listDistinct(merged).slice(0, level.limit);
}

/** @returns different names, none empty; null if the call failed or gave none. */
async function askForNames(
  { messages, item }: { messages: ModelMessage[]; item: string },
  count: number,
  substitute: string,
  { model, ...step }: StepOptions & { model: LanguageModel },
): Promise<string[] | null> {
  try {
    const { names } = await generateCheckedObject(model, {
      messages,
      schema: namesSchema,
      schemaName: 'topic_names',
      temperature: 0,
      maxOutputTokens: 300 + 50 * count,
      item,
      signal: step.signal,
    });
    const distinct = listDistinct(names);
    if (distinct.length === 0) throw new Error('The model gave empty names only.');
    return distinct;
  } catch (error) {
    recordFailure(error, { item, substitute }, step);
    return null;
  }
}

function listDistinct(names: readonly string[]): string[] {
  const byFold = new Map<string, string>();
  for (const name of names) {
    const key = foldName(name);
    if (key !== '' && !byFold.has(key)) byFold.set(key, toOneLine(name, MAX_NAME_LENGTH));
  }
  return [...byFold.values()];
}

function interleave(lists: readonly (readonly string[])[]): string[] {
  const longest = Math.max(0, ...lists.map(({ length }) => length));
  return Array.from({ length: longest }, (_, i) => lists.flatMap((list) => list.slice(i, i + 1))).flat();
}
