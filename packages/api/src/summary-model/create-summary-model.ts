import { desc, eq } from 'drizzle-orm';
import type { JsonObject, SummaryModel, SummaryModelDefinition } from '@understory/core';
import {
  describeIssues,
  defineSummaryModel,
  fingerprint as fingerprintOf,
  InvalidInputError,
  summaryModelDefinitionSchema,
} from '@understory/core';
import type { Database, Transaction } from '../db/connect.ts';
import { summaryModel, summaryModelVersion } from '../db/schema.ts';
import type { SummaryModelVersion } from './summary-model.type.ts';

const MAX_DESCRIPTION_LENGTH = 2000;

/**
 * Stores a definition as a new version of the model of that name; the model is made if there is none.
 *
 * A definition equal to the latest version's adds nothing: that version is returned.
 *
 * @throws {InvalidInputError} that says where in the definition something is wrong, or that a text is too long.
 */
export async function createSummaryModel(
  db: Database | Transaction,
  input: { name: string; description?: string | null; definition: unknown },
): Promise<SummaryModelVersion> {
  const name = input.name.trim();
  if (name === '' || name.length > 200) {
    throw new InvalidInputError(`Expected a summary model name of 1 … 200 characters, got ${name.length}.`);
  }
  const description = input.description ?? null;
  if (description !== null && description.length > MAX_DESCRIPTION_LENGTH) {
    throw new InvalidInputError(
      `Expected a description of at most ${MAX_DESCRIPTION_LENGTH} characters, got ${description.length}.`,
    );
  }
  const parsed = summaryModelDefinitionSchema.safeParse(input.definition);
  if (!parsed.success) throw new InvalidInputError(describeIssues('definition', parsed.error));
  const { provider, modelId, fingerprint } = describeModel(parsed.data);
  const definition: JsonObject = JSON.parse(JSON.stringify(parsed.data));

  return db.transaction(async (tx) => {
    await tx.insert(summaryModel).values({ name }).onConflictDoNothing();
    const [model] = await tx.select().from(summaryModel).where(eq(summaryModel.name, name)).for('update');
    if (model === undefined) throw new Error(`The summary model "${name}" was deleted while it was being made.`);
    if (description !== null) {
      await tx.update(summaryModel).set({ description }).where(eq(summaryModel.id, model.id));
    }
    const [latest] = await tx
      .select()
      .from(summaryModelVersion)
      .where(eq(summaryModelVersion.summaryModelId, model.id))
      .orderBy(desc(summaryModelVersion.version))
      .limit(1);
    if (latest?.fingerprint === fingerprint) return latest;
    const [created] = await tx
      .insert(summaryModelVersion)
      .values({
        summaryModelId: model.id,
        version: (latest?.version ?? 0) + 1,
        provider,
        modelId,
        definition,
        fingerprint,
      })
      .returning();
    if (created === undefined) throw new Error('PostgreSQL returned no row for an insert.');
    return created;
  });
}

/** A prompt can be saved before there is a key, and its version is the same whichever server answers it. */
function describeModel(definition: SummaryModelDefinition): Pick<SummaryModel, 'provider' | 'modelId' | 'fingerprint'> {
  if (definition.kind !== 'prompt') return defineSummaryModel(definition);
  return { provider: definition.provider, modelId: definition.modelId, fingerprint: fingerprintOf(definition) };
}
