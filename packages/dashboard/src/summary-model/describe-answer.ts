import type { PreviewSummariesMutation } from '../graphql/generated/graphql.ts';
import { formatDollars } from '../run/describe-usage.ts';
import { formatCount, formatDuration } from '../ui/format-number.ts';

export type PreviewAnswer = PreviewSummariesMutation['previewSummaries']['rows'][number]['answers'][number];

/** What an answer took: time, tokens and cost; no tokens for a model that asks no language model. */
export function describeEffort(answer: PreviewAnswer): string[] {
  const facts = [answer.isCached ? 'from the cache' : formatDuration(answer.durationMs)];
  if (answer.inputTokens > 0) {
    facts.push(`${formatCount(answer.inputTokens)} tokens in, ${formatCount(answer.outputTokens)} out`);
    facts.push(formatDollars(answer.costDollars));
  }
  return facts;
}

/** How a summary keeps to the form that its model asks for; only rules that the model has. */
export function listCompliance(summary: NonNullable<PreviewAnswer['summary']>): { text: string; isKept: boolean }[] {
  const { wordCount, isInWordRange, hasRequiredOpening, usedBannedPhrases } = summary.compliance;
  const words = `${wordCount} ${wordCount === 1 ? 'word' : 'words'}`;
  const facts = [
    { text: isInWordRange === false ? `${words}, outside the range` : words, isKept: isInWordRange !== false },
  ];
  if (hasRequiredOpening !== null) {
    facts.push({
      text: hasRequiredOpening ? 'opens as asked' : 'does not open as asked',
      isKept: hasRequiredOpening,
    });
  }
  if (usedBannedPhrases !== null) {
    facts.push({
      text: usedBannedPhrases.length > 0 ? `uses “${usedBannedPhrases.join('”, “')}”` : 'no banned phrase',
      isKept: usedBannedPhrases.length === 0,
    });
  }
  return facts;
}

/** The facets and further fields of a summary that have a value, as text. */
export function listFields(summary: NonNullable<PreviewAnswer['summary']>): { name: string; value: string }[] {
  const { request, topic, languages, task, concerningScore, userFrustration, assistantErrors } = summary;
  const facets = {
    Request: request,
    Topic: topic,
    Languages: languages,
    Task: task,
    Concern: concerningScore,
    Frustration: userFrustration,
    'Assistant errors': assistantErrors,
  };
  const fields = summary.fields as Record<string, unknown>;
  return Object.entries({ ...facets, ...fields }).flatMap(([name, value]) => {
    const text = Array.isArray(value) ? value.join(', ') : String(value ?? '');
    return text === '' ? [] : [{ name, value: text }];
  });
}
