import { describe, expect, it } from 'vitest';
import { listNames } from './compose-name.ts';
import type { ComposeNameOptions } from './compose-name.ts';
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
/** The best name. */
const composeName = (ranked: ScoredPhrase[], memberCount: number, options: ComposeNameOptions = {}): string | null =>
  listNames(ranked, memberCount, options)[0] ?? null;
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
    expect(composeName(rank(passcode), 3)).toBe('Reset passcode');
  });

  it('joins two phrases that together reach most members', () => {
    const members = [
      [topic('okta groups')],
      [topic('okta groups')],
      [topic('saml login')],
      [topic('saml login')],
      [topic('seats')],
    ];
    expect(composeName(rank(members), 5)).toBe('Okta groups and saml login');
  });

  it('says that it is mixed where no phrase covers a third', () => {
    const members = ['data export', 'user login', 'late refund'].flatMap((surface) => [
      [topic(surface)],
      [topic(surface)],
    ]);
    const scattered = rank([...members, [topic('red banner')], [topic('tax form')]]);
    expect(composeName(scattered, 8)).toBe('Mixed: data export, late refund, user login');
  });

  it('keeps a list within sixty characters', () => {
    const long = ['organisation settings page', 'experimentation platform', 'authentication provider'];
    const members = long.flatMap((surface) => [[topic(surface)], [topic(surface)]]);
    const name = composeName(rank([...members, [topic('one thing')], [topic('two things')]]), 8);
    expect(name).toMatch(/^Mixed: /);
    expect(name!.length).toBeLessThanOrEqual(60);
  });

  it('does not name a cluster after a single word that names nothing', () => {
    const members = [[topic('change')], [topic('change'), topic('shift plan')], [topic('change'), topic('shift plan')]];
    expect(composeName(rank(members), 3)).toBe('Shift plan');
  });

  it('is the language where members share nothing else', () => {
    const foreign = rank([[topic('passcode')], [topic('GitLab')], [], []]);
    expect(composeName(foreign, 4, { language: 'hindi' })).toBe('Requests in Hindi');
    expect(listNames(foreign, 4, { language: 'hindi' })).toContain('Requests in Hindi: GitLab');
    expect(composeName(foreign, 4, { language: 'other' })).toBe('Requests in other languages');
    const shared = rank([[topic('tarjeta perdida')], [topic('tarjeta perdida')], [topic('cuenta')]]);
    expect(composeName(shared, 3, { language: 'spanish' })).toBe('Tarjeta perdida');
  });

  it('is under the word that most say rather than mixed, however common the word', () => {
    const ranked = rank([
      [topic('experiment'), topic('exposure table')],
      [topic('experiment'), topic('exposure table')],
      [topic('experiment'), topic('late layer')],
      [topic('experiment'), topic('late layer')],
      [topic('experiment')],
      [topic('banner')],
    ]).map((phrase) =>
      phrase.surface === 'experiment' ? { ...phrase, elsewhere: 0.2 } : { ...phrase, coverage: 0.3 },
    );
    expect(composeName(ranked, 6)).toBe('Experiment: exposure table, late layer');
  });

  it('is under a word that says little only with what is said of it', () => {
    const members = [[topic('team')], [topic('team')], [topic('team')], [topic('team')]];
    expect(composeName(rank(members), 4)).not.toBe('Team');
    const details = [topic('deny rule'), topic('yearly plan')];
    const ranked = rank([...members, ...members].map((phrases, i) => [...phrases, details[i % 4 > 1 ? 1 : 0]]));
    const few = ranked.map((phrase) => (phrase.surface === 'team' ? phrase : { ...phrase, coverage: 0.3, anchor: 0 }));
    expect(composeName(few, 8)).toMatch(/^Team: (deny rule, yearly plan|yearly plan, deny rule)$/);
  });

  it('is not the name of the product, which stands everywhere', () => {
    const ranked = rank([[topic('Acme')], [topic('Acme')], [topic('Acme'), topic('blue')], [topic('red lamp')]]).map(
      (phrase) => ({ ...phrase, elsewhere: phrase.surface === 'Acme' ? 0.09 : 0 }),
    );
    expect(composeName(ranked, 4)).not.toMatch(/^Acme(?! and more)/);
    const given = ranked.map((phrase) => ({ ...phrase, isGiven: true }));
    expect(composeName(given, 4)).toBe('Acme');
  });

  it('is not what one of many says', () => {
    expect(composeName(rank([[topic('card information')], [], [], []]), 4)).toBeNull();
  });

  it('has no name for nothing', () => {
    expect(composeName([], 0)).toBeNull();
  });
});

describe('composeName of an inner node', () => {
  const rates = [topic('exchange rate')];
  const fees = [topic('transfer fee')];

  it('is what the children share', () => {
    const ranked = rank([rates, rates, rates, fees]);
    expect(composeName(ranked, 4, { children: ['Wrong exchange rate', 'Fees'] })).toBe('Exchange rate');
  });

  it('lists what they are about where they share nothing, and says what is left out', () => {
    const half = rank([rates, rates, fees, fees, [], [], []]);
    expect(composeName(half, 7, { children: ['Exchange rate', 'Transfer fee', 'Other'] })).toBe(
      'Exchange rate, transfer fee and more',
    );
    const whole = rank([rates, rates, fees, fees]);
    expect(composeName(whole, 4, { children: ['Exchange rate', 'Transfer fee'] })).toBe(
      'Exchange rate and transfer fee',
    );
  });

  it("repeats a child's name only if that child is most of it", () => {
    const children = ['Exchange rate', 'Transfer fee'];
    expect(composeName(rank([rates, rates, rates, fees, fees]), 5, { children })).not.toBe('Exchange rate');
    expect(composeName(rank([rates, rates, rates, rates, fees]), 5, { children })).toBe('Exchange rate');
  });

  it('is the subject of most members with what is said of it', () => {
    const card = topic('card');
    const said = [topic('new card'), topic('card declined'), topic('lost card'), topic('blue pin')];
    const ranked = rank(Array.from({ length: 12 }, (_, i) => [card, said[i % 4]])).map((phrase) => ({
      ...phrase,
      elsewhere: phrase.surface === 'card' ? 0.15 : 0.01,
    }));
    expect(composeName(ranked, 12, { children: ['New card', 'Lost card'] })).toMatch(/^Card: .*\bnew\b.* and more$/);
    expect(composeName(ranked, 12, { children: ['New card', 'Lost card'] })).not.toMatch(/card.*card/i);
  });

  it('says that many of its conversations are in other languages', () => {
    const half = rank([rates, rates, fees, fees, [], [], []]);
    const children = ['Exchange rate', 'Transfer fee', 'Requests in French'];
    expect(composeName(half, 7, { children, hasForeign: true })).toBe(
      'Exchange rate, transfer fee and other languages',
    );
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
