import { InvalidInputError } from '../error/invalid-input-error.ts';
import { ExtractiveSummaryModel } from './extractive/extractive-summary-model.ts';
import { RecordedSummaryModel } from './recorded-summary-model.ts';
import { summaryModelDefinitionSchema } from './summary-model-definition.ts';
import type { SummaryModelDefinitionInput } from './summary-model-definition.ts';
import type { SummaryModel } from './summary-model.ts';

/**
 * Creates the summary model that a definition describes.
 *
 * @throws {InvalidInputError} if the definition is not valid; the message names each faulty field.
 * @example
 * const model = defineSummaryModel({ kind: 'extractive', glossary: [{ name: 'Segments', aliases: ['audience'] }] });
 */
export function defineSummaryModel(definition: SummaryModelDefinitionInput): SummaryModel {
  const parsed = summaryModelDefinitionSchema.safeParse(definition);
  if (!parsed.success) {
    const faults = parsed.error.issues.map(({ path, message }) => `${path.join('.') || 'definition'}: ${message}`);
    throw new InvalidInputError(`The summary model's definition is not valid. ${faults.join('; ')}`);
  }
  switch (parsed.data.kind) {
    case 'extractive':
      return new ExtractiveSummaryModel(parsed.data);
    case 'recorded':
      return new RecordedSummaryModel(parsed.data);
  }
}
