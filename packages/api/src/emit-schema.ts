import { writeFileSync } from 'node:fs';
import { printSchema } from 'graphql';
import { createSchema } from './schema.ts';

const header = '# Generated from the resolvers by `pnpm -C packages/api schema`. Do not edit.\n\n';
writeFileSync(new URL('../../../schema.graphql', import.meta.url), `${header}${printSchema(createSchema())}\n`);
