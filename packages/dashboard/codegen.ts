import type { CodegenConfig } from '@graphql-codegen/cli';

/** Types of the operations under `src`, written from the API's committed schema. Run `pnpm generate` after changing either. */
const config: CodegenConfig = {
  schema: '../../schema.graphql',
  documents: 'src/**/*.graphql',
  generates: {
    'src/graphql/generated/': {
      preset: 'client',
      // The operations stand in .graphql files, so the tag function and its map of all documents are not needed.
      presetConfig: { fragmentMasking: false },
      config: {
        useTypeImports: true,
        enumsAsTypes: true,
        strictScalars: true,
        scalars: { JSON: 'unknown', DateTimeISO: 'string', Base64: 'string' },
      },
    },
  },
};

export default config;
