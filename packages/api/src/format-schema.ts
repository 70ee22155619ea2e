import { printSchema } from 'graphql';
import { createSchema } from './schema.ts';

const HEADER = '# Generated from the resolvers by `pnpm -C packages/api schema`. Do not edit.\n\n';

/** The text of schema.graphql. */
export function formatSchema(): string {
  return `${HEADER}${printSchema(createSchema())}\n`;
}
