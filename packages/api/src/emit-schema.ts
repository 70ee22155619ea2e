import { writeFileSync } from 'node:fs';
import { formatSchema } from './format-schema.ts';

writeFileSync(new URL('../../../schema.graphql', import.meta.url), formatSchema());
