import { z } from 'zod';
import { InvalidInputError } from '../error/invalid-input-error.ts';
import type { JsonObject, JsonValue } from '../json.ts';
import type { AnswerSchema } from './language-model.ts';

/** A schema ready to be sent and to check answers with. */
export interface ObjectSchema<T> {
  /** The whole schema, as it goes into the cache's key. */
  jsonSchema: JsonObject;
  /** Reads an answer. Never throws. */
  parse(text: string): { object: T } | { issues: string[] };
}

/**
 * Prepares a schema for structured output.
 *
 * @throws {InvalidInputError} that says where, if the root is not an object, an object is open, a field is optional, or
 * a part cannot be written as JSON schema. OpenAI's strict mode refuses such schemas.
 */
export function createObjectSchema<T>(schema: AnswerSchema<T>): ObjectSchema<T> {
  const prepared = preparedSchemas.get(schema) ?? prepareSchema(schema);
  preparedSchemas.set(schema, prepared);
  return prepared as ObjectSchema<T>;
}

/** A step asks thousands of questions with one schema, and preparing it takes longer than sending a question. */
const preparedSchemas = new WeakMap<object, ObjectSchema<unknown>>();

function prepareSchema<T>(schema: AnswerSchema<T>): ObjectSchema<T> {
  const { jsonSchema, checker } = schema instanceof z.ZodType ? fromZod(schema) : fromJsonSchema<T>(schema);
  delete jsonSchema.$schema;
  if (jsonSchema.type !== 'object') {
    throw new InvalidInputError(`Expected a schema of an object, got type ${JSON.stringify(jsonSchema.type)}.`);
  }
  requireClosedObjects(jsonSchema, []);
  return {
    jsonSchema,
    parse(text) {
      const value = parseJson(text);
      if (value === undefined) return { issues: ['expected one JSON object, got text that is not JSON'] };
      const parsed = checker.safeParse(value);
      if (parsed.success) return { object: parsed.data };
      return { issues: parsed.error.issues.map(({ path, message }) => `at ${formatPath(path)}: ${message}`) };
    },
  };
}

function fromZod<T>(schema: z.ZodType<T>): { jsonSchema: JsonObject; checker: z.ZodType<T> } {
  try {
    return { jsonSchema: toJson(z.toJSONSchema(schema)), checker: schema };
  } catch (error) {
    throw new InvalidInputError(`The schema cannot be written as JSON schema: ${(error as Error).message}.`);
  }
}

function fromJsonSchema<T>(schema: JsonObject): { jsonSchema: JsonObject; checker: z.ZodType<T> } {
  const jsonSchema = toJson(schema);
  try {
    return { jsonSchema, checker: z.fromJSONSchema(jsonSchema as z.core.JSONSchema.JSONSchema) as z.ZodType<T> };
  } catch (error) {
    throw new InvalidInputError(`The JSON schema cannot be used: ${(error as Error).message}.`);
  }
}

const toJson = (value: object): JsonObject => JSON.parse(JSON.stringify(value)) as JsonObject;

/** Every object must forbid further keys and require those it has, or a model could leave out or invent fields. */
function requireClosedObjects(schema: JsonValue | undefined, path: readonly string[]): void {
  if (Array.isArray(schema)) {
    schema.forEach((item, index) => requireClosedObjects(item, [...path, String(index)]));
    return;
  }
  if (schema === null || typeof schema !== 'object') return;
  const types = Array.isArray(schema.type) ? schema.type : [schema.type];
  if (types.includes('object')) {
    const properties = Object.keys((schema.properties ?? {}) as JsonObject);
    const required = new Set((schema.required ?? []) as string[]);
    if (schema.additionalProperties !== false) {
      throw new InvalidInputError(
        `Expected a closed object at ${formatPath(path)} of the schema: set additionalProperties to false (z.strictObject).`,
      );
    }
    const optional = properties.find((name) => !required.has(name));
    if (optional !== undefined) {
      throw new InvalidInputError(
        `Expected every field of the schema to be required, but ${formatPath([...path, optional])} is optional. Allow null instead.`,
      );
    }
  }
  for (const [key, value] of Object.entries(schema)) {
    // The names below `properties` are the user's; an enumeration's values are data.
    if (key === 'properties' || key === '$defs') {
      for (const [name, field] of Object.entries(value as JsonObject)) requireClosedObjects(field, [...path, name]);
    } else if (key === 'items' || key === 'anyOf' || key === 'oneOf' || key === 'allOf' || key === 'prefixItems') {
      requireClosedObjects(value, [...path, key]);
    }
  }
}

/** Models in JSON mode like to wrap their answer in a Markdown fence. */
const FENCE = /^```(?:json)?\s*\n([\s\S]*?)\n?```$/;

function parseJson(text: string): unknown {
  const trimmed = text.trim();
  try {
    return JSON.parse(FENCE.exec(trimmed)?.[1] ?? trimmed);
  } catch {
    return undefined;
  }
}

function formatPath(path: readonly PropertyKey[]): string {
  return path.length === 0 ? 'the root' : path.map(String).join('.');
}
