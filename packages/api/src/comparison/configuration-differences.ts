import type { ComparedConfiguration, ConfigurationFactor, JsonObject, JsonValue, TextPart } from '@understory/core';
import { compareConfigurations, compareTexts, runOptionsSchema } from '@understory/core';
import type { Run } from '../run/run.type.ts';
import type { SummaryModelVersion } from '../summary-model/summary-model.type.ts';
import type { ConfigurationDifference } from './comparison.type.ts';

/** Everything a run was configured with. */
export interface RunConfiguration {
  run: Run;
  version: SummaryModelVersion;
  modelName: string;
}

/** How two runs' configurations differ. */
export interface ComparedRunConfigurations {
  /** Conversations, summary model, then the options in the pipeline's order. */
  differences: ConfigurationDifference[];
  /** Whether the summary model is all that differs. */
  isControlled: boolean;
  /** Whether the seed is all that differs of what the clusters depend on: the runs are two draws of one kind. */
  isSeedOnly: boolean;
  /** What the clusters' difference can be put down to, in plain words. */
  cause: string;
  /** Plain sentences on what makes the comparison less than clean. */
  warnings: string[];
}

/** Says in which settings two runs differ, and warns where they cannot tell what made the difference. */
export function compareRunConfigurations(a: RunConfiguration, b: RunConfiguration): ComparedRunConfigurations {
  // An imported run has no options to compare with; a warning says so.
  const hasOptions = a.run.origin === 'computed' && b.run.origin === 'computed';
  const { factors, isControlled, cause, warnings } = compareConfigurations(
    toCompared(a, hasOptions),
    toCompared(b, hasOptions),
  );
  const differences = factors.flatMap(({ factor, label, settings }): ConfigurationDifference[] => {
    if (factor === 'dataset') {
      const counts = { a: a.run.conversationCount, b: b.run.conversationCount };
      return [{ factor: 'conversations', label, ...counts, sentence: settings[0].sentence, detail: null }];
    }
    const rows = settings
      .filter(({ path }) => path !== 'fingerprint' && path !== 'contentHash')
      .map(({ path, a: valueA, b: valueB, parts, sentence }) => ({
        factor: nameSetting(factor, path),
        label,
        a: shorten(path, valueA),
        b: shorten(path, valueB),
        sentence: Array.isArray(valueA) && Array.isArray(valueB) ? sentence : writeChange(path, valueA, valueB),
        detail: describeDetail(valueA, valueB, parts),
      }));
    if (factor !== 'summaryModel') return rows;
    const [nameA, nameB] = [describeModel(a), describeModel(b)];
    const model = { factor: 'summaryModel', label, a: nameA, b: nameB, sentence: `${nameA} → ${nameB}`, detail: null };
    return [model, ...rows];
  });
  if (a.run.origin !== b.run.origin) {
    const [originA, originB] = [a.run.origin, b.run.origin];
    const sentence = `${originA} → ${originB}`;
    differences.push({ factor: 'origin', label: 'the origin', a: originA, b: originB, sentence, detail: null });
  }
  const imported = [...new Set([a.run, b.run])].filter(({ origin }) => origin !== 'computed');
  const isComparable = factors.length > 0 || imported.length === 0;
  return {
    differences,
    isControlled: isControlled && hasOptions,
    isSeedOnly: hasOptions && cause === 'the seed',
    // Settings that come after the clusters are no cause of theirs.
    cause: hasOptions && cause !== 'chance' ? cause : 'what differs between them',
    warnings: [...(isComparable ? warnings : []), ...warnOfImported(imported)],
  };
}

/** Plain sentences on runs that are not finished, and on conversations that are not in both. */
export function warnOfCoverage(a: Run, b: Run, sharedCount: number): string[] {
  const warnings: string[] = [];
  const most = Math.max(a.conversationCount, b.conversationCount);
  if (sharedCount < most) {
    warnings.push(`Only ${sharedCount} of ${most} conversations are in both runs; the others are left out.`);
  }
  const unfinished = [a, b].filter(({ status }) => status !== 'completed' && status !== 'completed_with_failures');
  if (unfinished.length > 0) warnings.push('One of the runs has not been completed.');
  return warnings;
}

function warnOfImported(imported: readonly Run[]): string[] {
  if (imported.length === 0) return [];
  const names = imported.map(({ name }) => `"${name}"`).join(' and ');
  return [
    `${names} ${imported.length === 1 ? 'was' : 'were'} imported: with which models and options is not recorded, so the runs may differ in more than what is listed.`,
  ];
}

function toCompared({ run, version }: RunConfiguration, hasOptions: boolean): ComparedConfiguration {
  const dataset = { contentHash: run.datasetContentHash, conversationCount: run.conversationCount };
  const summaryModel = { ...version.definition, fingerprint: version.fingerprint };
  if (!hasOptions) {
    return { dataset, summaryModel, embedding: {}, cluster: {}, naming: {}, tree: {}, projection: {}, seed: 0 };
  }
  const parsed = runOptionsSchema.parse(run.options);
  const { embedding, cluster, naming, tree, seed } = parsed;
  // Where a map lies makes no difference that anyone would look for in its causes.
  const { alignTo: _, ...projection } = parsed.projection;
  return { dataset, summaryModel, embedding, cluster, naming, tree, projection, seed };
}

/** The setting's path as `startRun` takes it: `options.cluster.k`. */
function nameSetting(factor: ConfigurationFactor, path: string): string {
  const root = factor === 'summaryModel' ? factor : `options.${factor}`;
  return path === '' ? root : `${root}.${path}`;
}

function describeModel({ version, modelName }: RunConfiguration): string {
  return `${modelName} v${version.version}`;
}

const SHORT_TEXT = 60;

/** A value in a few words, to be read in a table. */
function shorten(path: string, value: JsonValue): JsonValue {
  if (Array.isArray(value)) {
    if (value.length === 0) return 'none';
    const one = path.endsWith('glossary') ? 'feature' : 'entry';
    const many = path.endsWith('glossary') ? 'features' : 'entries';
    return `${value.length} ${value.length === 1 ? one : many}`;
  }
  if (typeof value === 'string') return value.length > SHORT_TEXT ? `${value.length} characters` : value;
  if (typeof value === 'object' && value !== null) {
    const written = Object.entries(value)
      .map(([key, item]) => `${key} ${typeof item === 'object' ? JSON.stringify(item) : item}`)
      .join(', ');
    return written.length > SHORT_TEXT ? `${Object.keys(value).length} settings` : written;
  }
  return value;
}

function writeChange(path: string, a: JsonValue, b: JsonValue): string {
  const [shortA, shortB] = [shorten(path, a), shorten(path, b)].map((value) =>
    value === null ? 'none' : String(value),
  );
  return path === '' ? `${shortA} → ${shortB}` : `${path}: ${shortA} → ${shortB}`;
}

/** Whole values where the short ones leave something out; null otherwise. */
function describeDetail(
  a: JsonValue,
  b: JsonValue,
  parts: TextPart[] | null,
): { a: JsonValue; b: JsonValue; parts: TextPart[] } | null {
  const isLong = [a, b].some((value) =>
    Array.isArray(value) ? value.length > 0 : value !== null && writeOut(value).length > SHORT_TEXT,
  );
  if (!isLong) return null;
  return { a, b, parts: parts ?? compareTexts(writeOut(a), writeOut(b)) };
}

/** One line an entry: `Feature flags (toggle, flagClient): switches a feature on for some users`. */
function writeOut(value: JsonValue): string {
  if (value === null) return '';
  if (!Array.isArray(value)) return typeof value === 'object' ? JSON.stringify(value, null, 2) : String(value);
  return value.map((item) => (isEntry(item) ? writeEntry(item) : JSON.stringify(item))).join('\n');
}

function isEntry(value: JsonValue): value is JsonObject & { name: string } {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && typeof value.name === 'string';
}

function writeEntry({ name, aliases, description }: JsonObject & { name: string }): string {
  const others = Array.isArray(aliases) && aliases.length > 0 ? ` (${aliases.join(', ')})` : '';
  return `${name}${others}${typeof description === 'string' ? `: ${description}` : ''}`;
}
