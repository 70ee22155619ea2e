import type { Database } from '../db/connect.ts';
import { createSummaryModel } from './create-summary-model.ts';

/** The summary models that every workspace has from the start. Running it again changes nothing. */
export async function seedSummaryModels(db: Database): Promise<void> {
  await createSummaryModel(db, {
    name: 'generic',
    description:
      "Works for any assistant: the user's own words in at most two sentences, with no knowledge of a product.",
    definition: { kind: 'extractive' },
  });
}
