import { describe, expect, it } from 'vitest';
import { toStrictSchema } from './to-strict-schema.ts';

describe('toStrictSchema', () => {
  it('leaves out what strict mode refuses, at every depth, but keeps fields of the same name', () => {
    const strict = toStrictSchema({
      type: 'object',
      title: 'Answer',
      properties: {
        title: { type: 'string', minLength: 1, maxLength: 80, description: 'Short.' },
        list: {
          type: 'array',
          maxItems: 3,
          uniqueItems: true,
          items: { oneOf: [{ type: 'string', default: 'x' }, { type: 'null' }] },
        },
      },
      required: ['title', 'list'],
      additionalProperties: false,
    });
    expect(strict).toEqual({
      type: 'object',
      properties: {
        title: { type: 'string', description: 'Short.' },
        list: { type: 'array', maxItems: 3, items: { anyOf: [{ type: 'string' }, { type: 'null' }] } },
      },
      required: ['title', 'list'],
      additionalProperties: false,
    });
  });
});
