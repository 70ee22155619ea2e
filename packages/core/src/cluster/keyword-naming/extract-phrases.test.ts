import { describe, expect, it } from 'vitest';
import { extractPhrases, toWordKey } from './extract-phrases.ts';

const surfaces = (text: string, kind: 'topic' | 'action'): string[] =>
  extractPhrases(text)
    .filter((phrase) => phrase.kind === kind)
    .map((phrase) => phrase.surface);

describe('extractPhrases', () => {
  it('finds noun phrases without their determiners', () => {
    expect(surfaces('I still have not received my new card.', 'topic')).toContain('new card');
    expect(surfaces('Bayesian optimization', 'topic')).toEqual(['Bayesian optimization']);
  });

  it('finds the verb that acts on a noun phrase, in its base form', () => {
    expect(surfaces('How do I reset my passcode?', 'action')).toContain('reset passcode');
    expect(surfaces('User is tracking machine learning experiments', 'topic')).toEqual([
      'machine learning experiments',
    ]);
    expect(surfaces('User is tracking ML experiments', 'action')).toEqual(['track ML experiments']);
  });

  it('does not take empty verbs and empty nouns for topics', () => {
    expect(surfaces('The user needs help.', 'topic')).toEqual([]);
    expect(surfaces('I need information.', 'action')).toEqual([]);
  });

  it('never lets a phrase cross punctuation', () => {
    expect(surfaces('log metrics, artifacts', 'topic')).not.toContain('metrics artifacts');
  });

  it('keeps an ampersand inside a name', () => {
    expect(surfaces('Integrate Weights & Biases with LangChain', 'topic')).toContain('Weights & Biases');
  });

  it('finds nothing in an empty text or in bare punctuation', () => {
    expect(extractPhrases('')).toEqual([]);
    expect(extractPhrases('?!')).toEqual([]);
  });
});

describe('toWordKey', () => {
  it('joins singular and plural', () => {
    for (const [plural, singular] of [
      ['experiments', 'experiment'],
      ['policies', 'policy'],
      ['caches', 'cach'],
      ['boxes', 'box'],
      ['access', 'access'],
      ['status', 'status'],
      ['SDKs', 'sdk'],
    ]) {
      expect(toWordKey(plural)).toBe(toWordKey(singular));
    }
  });
});
