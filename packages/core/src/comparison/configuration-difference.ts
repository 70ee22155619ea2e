import { fingerprint } from '../checkpoint/fingerprint.ts';
import type { JsonObject, JsonValue } from '../json.ts';
import type { TextPart } from './text-difference.ts';
import { compareTexts } from './text-difference.ts';

/** What a run was made with, as plain values. Each factor may hold whatever its model or step is configured by. */
export interface ComparedConfiguration {
  /** `contentHash` stands for the conversations; a name or a count beside it is shown but makes no difference. */
  dataset: { contentHash: string; name?: string; conversationCount?: number };
  /** Kind, provider, model, prompt, glossary, word range, openings, temperature, … */
  summaryModel: JsonObject;
  embedding: JsonObject;
  cluster: JsonObject;
  naming: JsonObject;
  tree: JsonObject;
  projection: JsonObject;
  seed: number;
}

export type ConfigurationFactor = keyof ComparedConfiguration;

/** Each factor in plain words, as a sentence calls it, in the order of the pipeline. */
export const FACTOR_LABELS: Record<ConfigurationFactor, string> = {
  dataset: 'the conversations',
  summaryModel: 'the summary model',
  embedding: 'the embedding model',
  cluster: 'the clustering options',
  naming: 'the naming of clusters',
  tree: 'the tree options',
  projection: 'the map options',
  seed: 'the seed',
};

/** Factors that the base clusters do not depend on. */
const AFTER_CLUSTERS: ReadonlySet<ConfigurationFactor> = new Set(['naming', 'tree', 'projection']);

/** One setting that has another value in B than in A. */
export interface ChangedSetting {
  /** Where it stands within the factor: `words.max`, `glossary`; empty for the factor itself. */
  path: string;
  /** null where the run does not have the setting. */
  a: JsonValue;
  b: JsonValue;
  /** Word by word, where both values are texts. */
  parts: TextPart[] | null;
  /** In plain words: "words.max: 30 → 25", "glossary: 3 added, 1 removed". */
  sentence: string;
}

export interface FactorDifference {
  factor: ConfigurationFactor;
  label: string;
  settings: ChangedSetting[];
}

export interface ConfigurationDifference {
  /** The factors that differ, in the order of the pipeline. */
  factors: FactorDifference[];
  /** Whether the summary model is all that differs, so that what differs in the results is its doing. */
  isControlled: boolean;
  /** What the base clusters' difference can be put down to, in plain words: "the summary model and the seed". */
  cause: string;
  /** In plain words; empty for a controlled comparison. */
  warnings: string[];
}

/** Beside the summary model's settings these stand for all of them, and differ whenever one does. */
const DERIVED = new Set(['fingerprint', 'version', 'id', 'createdAt']);

/**
 * Says in which factors two runs' configurations differ, setting by setting, and warns where the comparison cannot tell
 * what made the difference.
 *
 * @example
 * const { factors, warnings } = compareConfigurations(configurationA, configurationB);
 * warnings; // ['The runs differ in 2 factors, the summary model and the seed: …']
 */
export function compareConfigurations(a: ComparedConfiguration, b: ComparedConfiguration): ConfigurationDifference {
  const factors: FactorDifference[] = [];
  for (const factor of Object.keys(FACTOR_LABELS) as ConfigurationFactor[]) {
    const settings = factor === 'dataset' ? compareDatasets(a.dataset, b.dataset) : compareValues(a[factor], b[factor]);
    if (settings.length > 0) factors.push({ factor, label: FACTOR_LABELS[factor], settings });
  }
  const names = factors.map(({ factor }) => factor);
  const causes = factors.filter(({ factor }) => !AFTER_CLUSTERS.has(factor)).map(({ label }) => label);
  return {
    factors,
    isControlled: names.length === 1 && names[0] === 'summaryModel',
    cause: causes.length === 0 ? 'chance' : joinWords(causes),
    warnings: writeWarnings(factors),
  };
}

function writeWarnings(factors: readonly FactorDifference[]): string[] {
  const names = factors.map(({ factor }) => factor);
  const labels = joinWords(factors.map(({ label }) => label));
  const warnings: string[] = [];
  if (factors.length === 0) warnings.push('The runs have the same configuration: there is nothing to compare.');
  if (factors.length > 1) {
    const wayOut = names.includes('summaryModel') ? ' A controlled run changes the summary model alone.' : '';
    warnings.push(
      `The runs differ in ${factors.length} factors, ${labels}: no difference in their results can be put down to one of them.${wayOut}`,
    );
  }
  if (factors.length === 1 && names[0] !== 'summaryModel') {
    warnings.push(`The runs differ in ${labels} and not in the summary model: they say nothing about summary models.`);
  }
  if (names.includes('dataset')) {
    warnings.push('The runs are over different conversations: only those that both have can be compared.');
  }
  return warnings;
}

function compareDatasets(a: ComparedConfiguration['dataset'], b: ComparedConfiguration['dataset']): ChangedSetting[] {
  if (a.contentHash === b.contentHash) return [];
  const describe = ({ name, conversationCount, contentHash }: ComparedConfiguration['dataset']): string =>
    [name ?? contentHash.slice(0, 12), conversationCount === undefined ? '' : `(${conversationCount} conversations)`]
      .join(' ')
      .trim();
  return [
    {
      path: 'contentHash',
      a: a.contentHash,
      b: b.contentHash,
      parts: null,
      sentence: `${describe(a)} → ${describe(b)}`,
    },
  ];
}

function compareValues(a: JsonValue, b: JsonValue): ChangedSetting[] {
  const all = listChanges(a, b, '');
  const own = all.filter(({ path }) => !DERIVED.has(path));
  // Where only the derived ones differ, something that is not among the settings (the model's code) has changed.
  return own.length > 0 ? own : all.filter(({ path }) => path === 'fingerprint');
}

function listChanges(a: JsonValue, b: JsonValue, path: string): ChangedSetting[] {
  if (fingerprint(a) === fingerprint(b)) return [];
  if (isObject(a) && isObject(b)) {
    const keys = [...new Set([...Object.keys(a), ...Object.keys(b)])];
    return keys.flatMap((key) => listChanges(a[key] ?? null, b[key] ?? null, path === '' ? key : `${path}.${key}`));
  }
  const parts = typeof a === 'string' && typeof b === 'string' ? compareTexts(a, b) : null;
  return [{ path, a, b, parts, sentence: describeChange(a, b, path) }];
}

function describeChange(a: JsonValue, b: JsonValue, path: string): string {
  const prefix = path === '' ? '' : `${path}: `;
  if (Array.isArray(a) && Array.isArray(b)) {
    const inA = new Set(a.map((item) => fingerprint(item)));
    const inB = new Set(b.map((item) => fingerprint(item)));
    const added = b.filter((item) => !inA.has(fingerprint(item))).length;
    const removed = a.filter((item) => !inB.has(fingerprint(item))).length;
    if (added + removed === 0) return `${prefix}other order`;
    return `${prefix}${added} added, ${removed} removed`;
  }
  return `${prefix}${describeValue(a)} → ${describeValue(b)}`;
}

function describeValue(value: JsonValue): string {
  if (value === null) return 'none';
  if (Array.isArray(value)) return `${value.length} entries`;
  if (typeof value === 'string' && value.length > 60) return `a text of ${value.length} characters`;
  return typeof value === 'string' ? `"${value}"` : JSON.stringify(value);
}

function isObject(value: JsonValue): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** "a", "a and b", "a, b and c" */
function joinWords(words: readonly string[]): string {
  if (words.length < 2) return words.join('');
  return `${words.slice(0, -1).join(', ')} and ${words[words.length - 1]}`;
}
