import { describe, expect, it } from 'vitest';
import { composeName } from './compose-name.ts';
import { composeSlug, describeCluster } from './describe-cluster.ts';
import { rankPhrases } from './rank-phrases.ts';
import type { ScoredPhrase } from './rank-phrases.ts';
import type { Phrase } from './extract-phrases.ts';

const topic = (surface: string): Phrase => ({ kind: 'topic', surface, words: surface.toLowerCase().split(' ') });
const action = (surface: string): Phrase => ({ kind: 'action', surface, words: surface.toLowerCase().split(' ') });
/** Every word is likelier here than elsewhere. */
const rank = (members: Phrase[][]): ScoredPhrase[] => {
  const documents = members.map((phrases) => [...new Set(phrases.flatMap(({ words }) => words))]);
  const weights = new Map(documents.flat().map((word) => [word, 2 * share(documents, word)]));
  return rankPhrases(members, documents, weights);
};
const share = (documents: string[][], word: string): number =>
  documents.filter((words) => words.includes(word)).length / documents.length;

const passcode = [
  [action('reset passcode'), topic('passcode')],
  [action('reset passcode'), topic('passcode')],
  [topic('invoice')],
];

describe('rankPhrases', () => {
  it('puts what many members say before what one member says', () => {
    const ranked = rank([[topic('passcode')], [topic('passcode')], [topic('account')], [topic('passcode')]]);
    expect(ranked.map(({ surface }) => surface)).toEqual(['passcode', 'account']);
    expect(ranked[0]).toMatchObject({ coverage: 0.75, saidBy: [0, 1, 3], isLone: false });
    expect(ranked[1]).toMatchObject({ coverage: 0.25, isLone: true });
  });

  it('leaves out phrases without a distinctive word and merges forms under the likeliest', () => {
    const members = [[topic('the rest')], [{ ...topic('passcode'), surface: 'Passcode' }], [topic('passcode')]];
    const documents = [['rest'], ['passcode'], ['passcode']];
    const ranked = rankPhrases([...members, [topic('passcode')]], documents, new Map([['passcode', 1]]));
    expect(ranked.map(({ surface }) => surface)).toEqual(['passcode']);
  });
});

describe('composeName of a base cluster', () => {
  it('is an action where most who name the thing say what is to be done with it', () => {
    expect(composeName(rank(passcode), 3, new Set())).toBe('Reset passcode');
  });

  it('takes another phrase when a sibling has the name', () => {
    const second = composeName(rank(passcode), 3, new Set(['reset passcode']));
    expect(second).toMatch(/passcode/i);
    expect(second).not.toBe('Reset passcode');
  });

  it('joins two phrases that together reach most members', () => {
    const members = [
      [topic('okta groups')],
      [topic('okta groups')],
      [topic('saml login')],
      [topic('saml login')],
      [topic('seats')],
    ];
    expect(composeName(rank(members), 5, new Set())).toBe('Okta groups and saml login');
  });

  it('says that it is mixed where no phrase covers a third', () => {
    const members = ['data export', 'user login', 'late refund'].flatMap((surface) => [
      [topic(surface)],
      [topic(surface)],
    ]);
    const scattered = rank([...members, [topic('red banner')], [topic('tax form')]]);
    expect(composeName(scattered, 8, new Set())).toBe('Mixed: data export, late refund, user login');
  });

  it('keeps a list within sixty characters', () => {
    const long = ['organisation settings page', 'experimentation platform', 'authentication provider'];
    const members = long.flatMap((surface) => [[topic(surface)], [topic(surface)]]);
    const name = composeName(rank([...members, [topic('one thing')], [topic('two things')]]), 8, new Set());
    expect(name).toMatch(/^Mixed: /);
    expect(name!.length).toBeLessThanOrEqual(60);
  });

  it('does not name a cluster after a single word that names nothing', () => {
    const members = [[topic('change')], [topic('change'), topic('shift plan')], [topic('change'), topic('shift plan')]];
    expect(composeName(rank(members), 3, new Set())).toBe('Shift plan');
  });

  it('is the language where members share nothing else', () => {
    const foreign = rank([[topic('passcode')], [topic('GitLab')], [], []]);
    expect(composeName(foreign, 4, new Set(), { language: 'hindi' })).toBe('Requests in Hindi');
    const taken = new Set(['requests in hindi']);
    expect(composeName(foreign, 4, taken, { language: 'hindi' })).toBe('Requests in Hindi: GitLab');
    expect(composeName(foreign, 4, new Set(), { language: 'other' })).toBe('Requests in other languages');
    const shared = rank([[topic('tarjeta perdida')], [topic('tarjeta perdida')], [topic('cuenta')]]);
    expect(composeName(shared, 3, new Set(), { language: 'spanish' })).toBe('Tarjeta perdida');
  });

  it('gives a number when every other name is taken', () => {
    expect(composeName(rank([[topic('passcode')]]), 1, new Set(['passcode', 'passcode 2']))).toBe('Passcode 3');
  });

  it('has no name for nothing', () => {
    expect(composeName([], 0, new Set())).toBeNull();
  });
});

describe('composeName of an inner node', () => {
  const rates = [topic('exchange rate')];
  const fees = [topic('transfer fee')];

  it('is what the children share', () => {
    const ranked = rank([rates, rates, rates, fees]);
    expect(composeName(ranked, 4, new Set(), { children: ['Wrong exchange rate', 'Fees'] })).toBe('Exchange rate');
  });

  it('lists what they are about where they share nothing, and says what is left out', () => {
    const half = rank([rates, rates, fees, fees, [], [], []]);
    expect(composeName(half, 7, new Set(), { children: ['Exchange rate', 'Transfer fee', 'Other'] })).toBe(
      'Exchange rate, transfer fee and more',
    );
    const whole = rank([rates, rates, fees, fees]);
    expect(composeName(whole, 4, new Set(), { children: ['Exchange rate', 'Transfer fee'] })).toBe(
      'Exchange rate and transfer fee',
    );
  });

  it("repeats a child's name only if that child is most of it", () => {
    const children = ['Exchange rate', 'Transfer fee'];
    expect(composeName(rank([rates, rates, rates, fees, fees]), 5, new Set(), { children })).not.toBe('Exchange rate');
    expect(composeName(rank([rates, rates, rates, rates, fees]), 5, new Set(), { children })).toBe('Exchange rate');
  });
});

describe('describeCluster', () => {
  it('lists at most three topics without a shared word, and the example', () => {
    const ranked = rank([[topic('passcode'), topic('reset passcode'), topic('account')]]);
    expect(describeCluster(ranked, 'Passcode', 'I forgot my passcode')).toMatch(
      /^Users asked about (reset passcode|passcode) and account\. For example: “I forgot my passcode”$/,
    );
  });

  it('does not pretend that a mixed cluster is about one thing', () => {
    const ranked = rank([[topic('data export')], [topic('user login')]]);
    expect(describeCluster(ranked, 'Mixed: data export, user login', '')).toBe(
      'Users asked about different things, such as data export and user login.',
    );
  });
});

describe('composeSlug', () => {
  it('is three words in snake case, filled up from the phrases', () => {
    expect(composeSlug('Passcode', rank(passcode))).toBe('passcode_reset_invoice');
    expect(composeSlug('', [])).toBe('other_conversations');
  });
});
