import { describe, expect, it } from 'vitest';
import { composeName } from './compose-name.ts';
import { composeSlug, describeCluster } from './describe-cluster.ts';
import { rankPhrases } from './rank-phrases.ts';
import type { Phrase } from './extract-phrases.ts';

const topic = (surface: string): Phrase => ({ kind: 'topic', surface, words: surface.toLowerCase().split(' ') });
const action = (surface: string): Phrase => ({ kind: 'action', surface, words: surface.toLowerCase().split(' ') });
const rank = (members: Phrase[][]) =>
  rankPhrases(
    members,
    members.map((phrases) => [...new Set(phrases.flatMap(({ words }) => words))]),
    weights,
  );
const weights = new Map([
  ['reset', 0.5],
  ['passcode', 1],
  ['account', 0.2],
]);

describe('rankPhrases', () => {
  it('puts what many members say before what one member says', () => {
    const members = [[topic('passcode')], [topic('passcode')], [topic('account')], [topic('passcode')]];
    const ranked = rank(members);
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
    expect(rank(members).map(({ surface }) => surface)).toEqual(['passcode']);
  });
});

describe('composeName', () => {
  const members = [
    [action('reset passcode'), topic('passcode')],
    [action('reset passcode'), topic('passcode')],
    [topic('account')],
  ];
  const ranked = rank(members);

  it('prefers an action that holds the best topic', () => {
    expect(composeName(ranked, [], new Set())).toBe('Reset passcode');
  });

  it('takes another candidate when a sibling has the name', () => {
    const second = composeName(ranked, [], new Set(['reset passcode']));
    expect(second).not.toBe('Reset passcode');
    expect(second).toMatch(/passcode/i);
  });

  it('names an inner node that no phrase covers after its largest children', () => {
    const scattered = rank([[topic('passcode')], [topic('account')], [], [], []]);
    expect(composeName(scattered, ['Card delivery', 'Exchange rate: euros', 'Fees'], new Set())).toBe(
      'Card delivery, Exchange rate and more',
    );
  });

  it('names members that share only their language after it, once among siblings', () => {
    const foreign = rank([[topic('passcode')], [topic('account')], [], []]);
    expect(composeName(foreign, [], new Set(), { language: 'Hindi' })).toBe('Requests in Hindi');
    expect(composeName(foreign, [], new Set(['requests in hindi']), { language: 'Hindi' })).toBe('Passcode (Hindi)');
    expect(composeName(ranked, [], new Set(), { language: 'Hindi' })).toBe('Reset passcode');
  });

  it('gives a number when every other name is taken', () => {
    const only = rank([[topic('passcode')]]);
    expect(composeName(only, [], new Set(['passcode', 'passcode 2']))).toBe('Passcode 3');
  });

  it('has no name for nothing', () => {
    expect(composeName([], [], new Set())).toBeNull();
  });
});

describe('describeCluster', () => {
  it('lists at most three topics without a shared word, and the example', () => {
    const ranked = rank([[topic('passcode'), topic('reset passcode'), topic('account')]]);
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
