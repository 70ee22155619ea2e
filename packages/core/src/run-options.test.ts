import { describe, expect, it } from 'vitest';
import { isSentenceEncoderInstalled } from './embedding/local/sentence-encoder.ts';
import { runOptionsSchema } from './run-options.ts';

const faultsOf = (options: unknown): string[] =>
  runOptionsSchema.safeParse(options).error?.issues.map(({ path, message }) => `${path.join('.')}: ${message}`) ?? [];

describe('runOptionsSchema', () => {
  it('stays local by default, also where a stored run names the model but no provider', () => {
    const { embedding, naming, tree } = runOptionsSchema.parse({ embedding: { modelId: 'lsa+encoder' } });
    expect(embedding).toEqual({ provider: 'local', modelId: 'lsa+encoder' });
    expect(naming).toEqual({ provider: 'local', modelId: 'keyword' });
    expect(tree.builder).toBe('vectors');
  });

  it.runIf(isSentenceEncoderInstalled())('embeds with the sentence encoder where it is installed', () => {
    expect(runOptionsSchema.parse({}).embedding).toEqual({ provider: 'local', modelId: 'lsa+encoder' });
  });

  it('takes remote models with their own settings', () => {
    const embedding = { provider: 'openai', dimensions: 256 };
    const options = runOptionsSchema.parse({ embedding, naming: { provider: 'openai' }, tree: { builder: 'model' } });
    expect(options.embedding).toEqual({ provider: 'openai', modelId: 'text-embedding-3-small', dimensions: 256 });
    expect(options.naming).toEqual({ provider: 'openai', modelId: 'gpt-4o-mini' });
  });

  it('says where and why a model or a builder cannot be had', () => {
    expect(faultsOf({ embedding: { provider: 'x' } })).toEqual(['embedding: expected the provider local or openai']);
    expect(faultsOf({ naming: { provider: 'local', modelId: 'gpt-4o' } })[0]).toMatch(/^naming.modelId: .*"keyword"/);
    expect(faultsOf({ tree: { builder: 'model' } })[0]).toMatch(/^tree.builder: expected vectors/);
  });
});
