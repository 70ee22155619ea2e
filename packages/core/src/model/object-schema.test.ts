import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { AnswerSchema } from './language-model.ts';
import { createObjectSchema } from './object-schema.ts';

const closed = { type: 'object', properties: { a: { type: 'string' } }, required: ['a'], additionalProperties: false };

describe('createObjectSchema', () => {
  it('takes a zod schema and a JSON schema alike', () => {
    const fromZod = createObjectSchema(z.strictObject({ a: z.string() }));
    expect(fromZod.jsonSchema).toEqual(closed);
    for (const schema of [fromZod, createObjectSchema(closed)]) {
      expect(schema.parse('{"a":"x"}')).toEqual({ object: { a: 'x' } });
      expect(schema.parse('{"a":1}')).toHaveProperty('issues.0', expect.stringContaining('at a: '));
      expect(schema.parse('{"a":"x","b":1}')).toHaveProperty('issues');
      expect(schema.parse('{"a":"x"')).toEqual({ issues: ['expected one JSON object, got text that is not JSON'] });
    }
  });

  it('reads an answer inside a Markdown fence', () => {
    expect(createObjectSchema(closed).parse('```json\n{"a":"x"}\n```')).toEqual({ object: { a: 'x' } });
  });

  it.each<[AnswerSchema<unknown>, string]>([
    [z.string(), 'Expected a schema of an object'],
    [z.strictObject({ list: z.array(z.looseObject({})) }), 'closed object at list.items'],
    [z.strictObject({ scores: z.record(z.string(), z.number()) }), 'closed object at scores'],
    [z.strictObject({ topic: z.string().optional() }), 'topic is optional'],
    [z.strictObject({ at: z.date() }), 'cannot be written as JSON schema'],
    [{ type: 'object', properties: {} }, 'closed object at the root'],
    [{ ...closed, if: {} }, 'cannot be used'],
  ])('refuses what strict mode would refuse, and says where (%#)', (schema, message) => {
    expect(() => createObjectSchema(schema)).toThrow(message);
  });

  it('takes names of fields and values of enumerations as data', () => {
    const schema = z.strictObject({ type: z.enum(['object', 'array']), properties: z.string().nullable() });
    expect(createObjectSchema(schema).parse('{"type":"object","properties":null}')).toHaveProperty('object');
  });
});
