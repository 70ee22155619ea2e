// oxlint reads no Vue templates; this checks those and nothing else.
import tsParser from '@typescript-eslint/parser';
import vue from 'eslint-plugin-vue';

export default [
  { ignores: ['**/generated/**'] },
  ...vue.configs['flat/essential'],
  { files: ['**/*.vue'], languageOptions: { parserOptions: { parser: tsParser } } },
  { files: ['**/*.ts'], languageOptions: { parser: tsParser } },
];
