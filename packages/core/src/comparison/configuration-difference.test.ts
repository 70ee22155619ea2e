import { describe, expect, it } from 'vitest';
import type { ComparedConfiguration } from './configuration-difference.ts';
import { compareConfigurations } from './configuration-difference.ts';

const configuration: ComparedConfiguration = {
  dataset: { contentHash: 'abc', name: 'support', conversationCount: 560 },
  summaryModel: {
    kind: 'generic',
    prompt: 'Summarise in at most 30 words.',
    words: { min: 10, max: 30 },
    glossary: [],
    fingerprint: 'one',
  },
  embedding: { provider: 'local', modelId: 'lsa' },
  cluster: { method: 'hartigan', targetClusterSize: 10, k: null },
  naming: { provider: 'local', modelId: 'keyword' },
  tree: { maxRoots: 10, branching: 4 },
  projection: { nNeighbors: 15, minDist: 0.1 },
  seed: 42,
};

describe('compareConfigurations', () => {
  it('calls a comparison controlled when only the summary model differs, and shows what changed in it', () => {
    const difference = compareConfigurations(configuration, {
      ...configuration,
      summaryModel: {
        ...configuration.summaryModel,
        prompt: 'Summarise in at most 25 words.',
        words: { min: 10, max: 25 },
        glossary: [{ name: 'Sweeps' }],
        fingerprint: 'two',
      },
    });
    expect(difference.isControlled).toBe(true);
    expect(difference.warnings).toEqual([]);
    expect(difference.cause).toBe('the summary model');
    const [{ settings }] = difference.factors;
    expect(settings.map(({ sentence }) => sentence)).toEqual([
      'prompt: "Summarise in at most 30 words." → "Summarise in at most 25 words."',
      'words.max: 30 → 25',
      'glossary: 1 added, 0 removed',
    ]);
    expect(settings[0].parts).toContainEqual({ kind: 'ADDED', text: '25' });
  });

  it('warns and names the factors when more than one differs', () => {
    const { isControlled, warnings, cause } = compareConfigurations(configuration, {
      ...configuration,
      summaryModel: { kind: 'extractive' },
      tree: { maxRoots: 4, branching: 4 },
      seed: 7,
    });
    expect(isControlled).toBe(false);
    expect(warnings[0]).toContain('3 factors, the summary model, the tree options and the seed');
    expect(warnings[0]).toContain('A controlled run');
    // Base clusters do not depend on the tree's options.
    expect(cause).toBe('the summary model and the seed');
  });

  it('offers no controlled run where the summary model is the same', () => {
    const { warnings } = compareConfigurations(configuration, {
      ...configuration,
      tree: { maxRoots: 4, branching: 4 },
      seed: 7,
    });
    expect(warnings[0]).toMatch(/2 factors, the tree options and the seed: .*one of them\.$/);
  });

  it('sees a changed model behind equal settings by its fingerprint', () => {
    const { factors } = compareConfigurations(configuration, {
      ...configuration,
      summaryModel: { ...configuration.summaryModel, fingerprint: 'two' },
    });
    expect(factors[0].settings.map(({ path }) => path)).toEqual(['fingerprint']);
  });

  it('takes datasets for the same by their content, not by their name', () => {
    const renamed = { ...configuration, dataset: { ...configuration.dataset, name: 'other' } };
    expect(compareConfigurations(configuration, renamed).factors).toEqual([]);
    const other = { ...configuration, dataset: { contentHash: 'def', name: 'sales' } };
    const { warnings, factors } = compareConfigurations(configuration, other);
    expect(factors[0].settings[0].sentence).toBe('support (560 conversations) → sales');
    expect(warnings).toHaveLength(2);
  });

  it('does not care about the order of keys', () => {
    const reordered = { ...configuration, tree: { branching: 4, maxRoots: 10 } };
    expect(compareConfigurations(configuration, reordered).warnings).toEqual([
      'The runs have the same configuration: there is nothing to compare.',
    ]);
  });
});
