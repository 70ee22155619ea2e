import type { JsonValue } from '@understory/core';
import type { Run } from '../run/run.type.ts';
import type { SummaryModelVersion } from '../summary-model/summary-model.type.ts';
import type { ConfigurationDifference } from './comparison.type.ts';

/** Everything a run was configured with. */
export interface RunConfiguration {
  run: Run;
  version: SummaryModelVersion;
  modelName: string;
}

/** The settings in which two runs differ: conversations, summary model, then the options in their order. */
export function listDifferences(a: RunConfiguration, b: RunConfiguration): ConfigurationDifference[] {
  const differences: ConfigurationDifference[] = [];
  if (a.run.datasetContentHash !== b.run.datasetContentHash) {
    differences.push({ factor: 'conversations', a: a.run.conversationCount, b: b.run.conversationCount });
  }
  if (a.version.fingerprint !== b.version.fingerprint) {
    differences.push({ factor: 'summaryModel', a: describeModel(a), b: describeModel(b) });
  }
  if (a.run.origin !== b.run.origin) differences.push({ factor: 'origin', a: a.run.origin, b: b.run.origin });
  // An imported run has no options to compare with; listWarnings says so.
  if (a.run.origin !== 'computed' || b.run.origin !== 'computed') return differences;
  const optionsOfA = flatten('options', a.run.options);
  const optionsOfB = flatten('options', b.run.options);
  for (const factor of new Set([...optionsOfA.keys(), ...optionsOfB.keys()])) {
    const [valueA, valueB] = [optionsOfA.get(factor) ?? null, optionsOfB.get(factor) ?? null];
    if (valueA !== valueB) differences.push({ factor, a: valueA, b: valueB });
  }
  return differences;
}

/** Plain sentences on what makes a comparison less than clean. */
export function listWarnings(
  differences: readonly ConfigurationDifference[],
  { a, b, sharedCount }: { a: Run; b: Run; sharedCount: number },
): string[] {
  const warnings: string[] = [];
  if (differences.length > 1) {
    const factors = differences.map(({ factor }) => factor).join(', ');
    warnings.push(
      `The runs differ in ${differences.length} settings (${factors}), so no difference in the clusters can be put down to one of them.`,
    );
  }
  const imported = [...new Set([a, b])].filter(({ origin }) => origin !== 'computed').map(({ name }) => `"${name}"`);
  if (imported.length > 0) {
    warnings.push(
      `${imported.join(' and ')} ${imported.length === 1 ? 'was' : 'were'} imported: with which models and options is not recorded, so the runs may differ in more than what is listed.`,
    );
  }
  if (a.fingerprint === b.fingerprint) warnings.push('The runs have the same configuration, so they are the same.');
  const most = Math.max(a.conversationCount, b.conversationCount);
  if (sharedCount < most) {
    warnings.push(`Only ${sharedCount} of ${most} conversations are in both runs; the others are left out.`);
  }
  if (a.status !== 'completed' || b.status !== 'completed') warnings.push('One of the runs has not been completed.');
  return warnings;
}

function describeModel({ version, modelName }: RunConfiguration): JsonValue {
  return { name: modelName, version: version.version, definition: version.definition };
}

/** Every setting under its path, such as `options.cluster.k`. */
function flatten(path: string, value: object, settings = new Map<string, JsonValue>()): Map<string, JsonValue> {
  for (const [key, item] of Object.entries(value) as [string, JsonValue][]) {
    if (typeof item === 'object' && item !== null && !Array.isArray(item)) flatten(`${path}.${key}`, item, settings);
    else settings.set(`${path}.${key}`, item);
  }
  return settings;
}
