import { defineConfig } from 'drizzle-kit';

export default defineConfig({
  dialect: 'postgresql',
  schema: [
    './src/db/schema.ts',
    './src/db/model-call-schema.ts',
    './src/db/comparison-schema.ts',
    './src/db/judgement-schema.ts',
  ],
  out: '../../drizzle',
});
