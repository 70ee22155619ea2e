import { describe, expect, it } from 'vitest';
import { composeName, composeSlug, describeCluster, rankPhrases } from './compose-name.ts';
import type { Phrase } from './extract-phrases.ts';

const topic = (surface: string): Phrase => ({ kind: 'topic', surface, words: surface.toLowerCase().split(' ') });
const action = (surface: string): Phrase => ({ kind: 'action', surface, words: surface.toLowerCase().split(' ') });
const weights = new Map([
  ['reset', 0.5],
  ['passcode', 1],
  ['account', 0.2],
]);

describe('rankPhrases', () => {
  it('puts what many members say before what one member says', () => {
    const members = [[topic('passcode')], [topic('passcode')], [topic('account')], [topic('passcode')]];
    const ranked = rankPhrases(members, weights);
    expect(ranked.map(({ surface }) => surface)).toEqual(['passcode', 'account']);
    expect(ranked[0].coverage).toBe(0.75);
  });

  it('leaves out phrases without a distinctive word and merges forms under the likeliest', () => {
    const members = [
      [topic('the rest')],
      [{ ...topic('passcode'), surface: 'Passcode' }],
      [topic('passcode')],
      [topic('passcode')],
    ];
    expect(rankPhrases(members, weights).map(({ surface }) => surface)).toEqual(['passcode']);
  });
});

describe('composeName', () => {
  const members = [
    [action('reset passcode'), topic('passcode')],
    [action('reset passcode'), topic('passcode')],
    [topic('account')],
  ];
  const ranked = rankPhrases(members, weights);

  it('prefers an action that holds the best topic', () => {
    expect(composeName(ranked, [], new Set())).toBe('Reset passcode');
  });

  it('takes another candidate when a sibling has the name', () => {
    const second = composeName(ranked, [], new Set(['reset passcode']));
    expect(second).not.toBe('Reset passcode');
    expect(second).toMatch(/passcode/i);
  });

  it('names an inner node that no phrase covers after its largest children', () => {
    const scattered = rankPhrases([[topic('passcode')], [topic('account')], [], [], []], weights);
    expect(composeName(scattered, ['Card delivery', 'Exchange rate: euros', 'Fees'], new Set())).toBe(
      'Card delivery, Exchange rate and more',
    );
  });

  it('has no name for nothing', () => {
    expect(composeName([], [], new Set())).toBeNull();
  });
});

describe('describeCluster', () => {
  it('lists at most three topics without a shared word, and the example', () => {
    const ranked = rankPhrases([[topic('passcode'), topic('reset passcode'), topic('account')]], weights);
    expect(describeCluster(ranked, 'I forgot my passcode')).toMatch(
      /^Users asked about (reset passcode|passcode) and account\. For example: “I forgot my passcode”$/,
    );
  });
});

describe('composeSlug', () => {
  it('is three words in snake case, filled up with distinctive words', () => {
    expect(composeSlug('Passcode', weights)).toBe('passcode_reset_account');
    expect(composeSlug('', new Map())).toBe('other_conversations');
  });
});
