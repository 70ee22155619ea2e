import type { JsonObject, JsonValue } from '../../json.ts';

/** Keywords that OpenAI's strict mode refuses. Answers are checked against the whole schema all the same. */
const REFUSED = new Set([
  'minLength',
  'maxLength',
  'uniqueItems',
  'default',
  'examples',
  'title',
  'propertyNames',
  '$schema',
]);

/**
 * Leaves out of a JSON schema what OpenAI's strict mode does not accept.
 *
 * @see https://platform.openai.com/docs/guides/structured-outputs#supported-schemas
 */
export function toStrictSchema(schema: JsonObject): JsonObject {
  const strict: JsonObject = {};
  for (const [key, value] of Object.entries(schema)) {
    if (REFUSED.has(key)) continue;
    if (key === 'properties' || key === '$defs') strict[key] = mapValues(value as JsonObject);
    else if (key === 'oneOf') strict.anyOf = toStrictValue(value);
    else if (key === 'items' || key === 'anyOf' || key === 'prefixItems') strict[key] = toStrictValue(value);
    else strict[key] = value;
  }
  return strict;
}

function mapValues(fields: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, toStrictValue(field)]));
}

function toStrictValue(value: JsonValue): JsonValue {
  if (Array.isArray(value)) return value.map(toStrictValue);
  return value !== null && typeof value === 'object' ? toStrictSchema(value) : value;
}
