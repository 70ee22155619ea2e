import type { z } from 'zod';
import { ModelOutputError } from '../error/model-output-error.ts';
import type { GenerateObjectRequest, LanguageModel } from './language-model.ts';

/**
 * Asks for one object and checks it again: a LanguageModel may be anyone's, so its promise to keep to the schema is not
 * taken on trust where a step's result depends on it.
 *
 * @throws {ModelOutputError} if the object does not fit, and whatever `generateObject` throws.
 */
export async function generateCheckedObject<T>(
  model: LanguageModel,
  request: GenerateObjectRequest<T> & { schema: z.ZodType<T> },
): Promise<T> {
  const { object, rawText } = await model.generateObject<T>(request);
  const parsed = request.schema.safeParse(object);
  if (parsed.success) return parsed.data;
  throw new ModelOutputError({
    provider: model.provider,
    modelId: model.modelId,
    attempts: 1,
    item: request.item ?? null,
    fault: 'schema',
    rawText,
    issues: parsed.error.issues.map(({ path, message }) => `at ${path.join('.') || 'the root'}: ${message}`),
  });
}
