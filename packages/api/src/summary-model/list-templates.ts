import type { JsonObject, SummaryModelDefinitionInput } from '@understory/core';
import { FEATURE_PROMPT_DEFINITION, GENERIC_PROMPT_DEFINITION, summaryModelDefinitionSchema } from '@understory/core';
import type { SummaryModelTemplate } from './summary-model.type.ts';

/** Definitions to start from, every setting filled in. */
export function listTemplates(): SummaryModelTemplate[] {
  return [
    {
      name: 'generic prompt',
      description: 'Asks a language model for all eight facets; for any assistant.',
      definition: complete(GENERIC_PROMPT_DEFINITION),
    },
    {
      name: 'feature prompt',
      description:
        'Asks a language model to name the product feature from a glossary and the concrete goal, in 20 to 25 words.',
      definition: complete(FEATURE_PROMPT_DEFINITION),
    },
    {
      name: 'extractive',
      description: "Needs no language model: the user's own words; with a glossary, the product feature and the goal.",
      definition: complete({ kind: 'extractive' }),
    },
  ];
}

function complete(definition: SummaryModelDefinitionInput): JsonObject {
  return JSON.parse(JSON.stringify(summaryModelDefinitionSchema.parse(definition))) as JsonObject;
}
