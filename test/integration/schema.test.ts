import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { formatSchema } from '../../packages/api/src/format-schema.ts';

it('schema.graphql is what the resolvers make', () => {
  const committed = readFileSync(new URL('../../schema.graphql', import.meta.url), 'utf8');
  expect(formatSchema()).toBe(committed);
});
