import type { QualityStandards, RunSummaries, StepOptions, SummaryQuality } from '@understory/core';
import {
  compareSummaryQuality,
  conversationToText,
  DEFAULT_BANNED_PHRASES,
  DEFAULT_VAGUE_PHRASES,
  measureSummaryQuality,
  QUALITY_METRICS,
  summaryModelDefinitionSchema,
} from '@understory/core';
import type { Context } from '../context.ts';
import type { ComparisonInputs } from './comparison-inputs.ts';
import type { ComparisonResults, QualityRow, SummaryFindings } from './comparison-results.ts';
import type { RunConfiguration } from './configuration-differences.ts';

type GlossaryEntry = QualityStandards['glossary'][number];

const CONVERSATIONS_AT_A_TIME = 500;

/** Metrics of a whole run, which no single summary has. */
const VOCABULARY_LABELS = {
  distinctPerThousand: 'distinct content words among 1,000',
  typeTokenRatio: 'distinct content words per word',
} as const;

/** Measures both runs' summaries against the conversations, without a language model. */
export async function measureQuality(
  context: Context,
  inputs: ComparisonInputs,
  step: StepOptions,
): Promise<ComparisonResults['summary_quality']> {
  const { configurationA, configurationB, positions, options } = inputs;
  const covered = Math.min(configurationA.run.conversationCount, configurationB.run.conversationCount);
  const runs = await Promise.all([
    readSummaries(context, configurationA, inputs, covered),
    readSummaries(context, configurationB, inputs, covered),
  ]);
  const glossary = readGlossaries(configurationA, configurationB);
  const texts = readTexts(context, configurationA.run.datasetId, positions);
  const [a, b] = await measureSummaryQuality(texts, runs, {
    ...step,
    seed: options.seed,
    glossary,
    vaguePhrases: options.vaguePhrases ?? DEFAULT_VAGUE_PHRASES,
    bannedPhrases: options.bannedPhrases ?? [
      ...DEFAULT_BANNED_PHRASES,
      ...readBannedPhrases(configurationA),
      ...readBannedPhrases(configurationB),
    ],
  });
  const rows = compareSummaryQuality(a, b, { seed: options.seed }).map((row): QualityRow => {
    const { metric } = row;
    if (metric === 'distinctPerThousand' || metric === 'typeTokenRatio') {
      const described = { label: VOCABULARY_LABELS[metric], kind: 'mean' as const, better: null };
      return { ...row, ...described, a: a[metric], b: b[metric] };
    }
    return { ...row, ...QUALITY_METRICS[metric], a: a.estimates[metric], b: b.estimates[metric] };
  });
  return { rows, a: summarise(a, runs[0].missing), b: summarise(b, runs[1].missing) };
}

/** @param covered - conversations that both runs were to summarise; those that a model failed are not compared. */
async function readSummaries(
  { summaries }: Context,
  { run, version }: RunConfiguration,
  { positions, options }: ComparisonInputs,
  covered: number,
): Promise<RunSummaries & { missing: number }> {
  const definition = summaryModelDefinitionSchema.parse(version.definition);
  const byPosition = new Map((await summaries.list(run.id)).map((each) => [each.position, each.summary]));
  return {
    summaries: Array.from(positions, (position) => byPosition.get(position) ?? null),
    missing: covered - [...byPosition.keys()].filter((position) => position < covered).length,
    words: options.words ?? definition.words,
    openings: definition.openings,
  };
}

/** Only prompts ban phrases. */
function readBannedPhrases({ version }: RunConfiguration): string[] {
  const definition = summaryModelDefinitionSchema.parse(version.definition);
  return 'bannedPhrases' in definition ? definition.bannedPhrases : [];
}

/** What both runs' summaries are held against: the entries of both glossaries. */
export function readGlossaries(a: RunConfiguration, b: RunConfiguration): GlossaryEntry[] {
  return mergeGlossaries(readGlossary(a), readGlossary(b));
}

function readGlossary({ version }: RunConfiguration): GlossaryEntry[] {
  const definition = summaryModelDefinitionSchema.parse(version.definition);
  return 'glossary' in definition ? definition.glossary : [];
}

/** Both runs are held against both glossaries. An entry of the same name is that of A with B's aliases as well. */
function mergeGlossaries(a: readonly GlossaryEntry[], b: readonly GlossaryEntry[]): GlossaryEntry[] {
  const merged = new Map(a.map((entry) => [entry.name, entry]));
  for (const entry of b) {
    const known = merged.get(entry.name);
    const aliases = [...new Set([...(known?.aliases ?? []), ...entry.aliases])];
    merged.set(entry.name, { ...(known ?? entry), aliases });
  }
  return [...merged.values()];
}

async function* readTexts(
  { conversations }: Context,
  datasetId: string,
  positions: Int32Array,
): AsyncGenerator<string> {
  for (let start = 0; start < positions.length; start += CONVERSATIONS_AT_A_TIME) {
    const places = Array.from(positions.subarray(start, start + CONVERSATIONS_AT_A_TIME), (position) => ({
      datasetId,
      position,
    }));
    const found = await conversations.findAtPlaces(places);
    const byPosition = new Map(found.map((each) => [each.position, each]));
    for (const { position } of places) {
      const conversation = byPosition.get(position);
      if (conversation === undefined) throw new Error(`The conversation at position ${position} was deleted.`);
      yield conversationToText(conversation);
    }
  }
}

function summarise(quality: SummaryQuality, missing: number): SummaryFindings {
  const kinds = new Map<string, number>();
  for (const { kind } of quality.personalData) kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
  return {
    missing,
    openings: quality.openings,
    vaguePhrases: quality.vaguePhrases,
    bannedPhrases: quality.bannedPhrases,
    unsupportedNames: quality.unsupportedNames,
    mostRepeated: quality.mostRepeated,
    personalData: [...kinds].map(([kind, count]) => ({ kind, count })),
  };
}
