import { describe, expect, it } from 'vitest';
import { extractPhrases } from './extract-phrases.ts';
import { extractRuns } from './extract-runs.ts';
import { readWordKeys, toWordKey } from './read-words.ts';

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

  it('finds what became of a thing, and what it failed to do', () => {
    expect(surfaces('My card was declined.', 'action')).toEqual(['card declined']);
    expect(surfaces('The app is not working.', 'action')).toEqual(['app not working']);
    expect(surfaces('My card has still not arrived.', 'action')).toEqual(['card not arrived']);
  });

  it('finds the same in questions', () => {
    expect(surfaces('Why was my card declined?', 'action')).toEqual(['card declined']);
    expect(surfaces("Why isn't my card working?", 'action')).toEqual(['card not working']);
    expect(surfaces("Why doesn't my card work?", 'action')).toEqual(['card not working']);
    expect(surfaces('Is my card there?', 'action')).toEqual([]);
  });

  it('says nothing of a thing that did something to another', () => {
    expect(surfaces('The machine did not give me my money.', 'action')).not.toContain('machine not giving');
  });

  it('keeps words with a hyphen together', () => {
    expect(surfaces('Is there a guide for single sign-on?', 'topic').join()).toContain('single sign-on');
  });

  it('does not take empty verbs and empty nouns for topics', () => {
    expect(surfaces('The user needs help.', 'topic')).toEqual([]);
    expect(surfaces('I need information.', 'action')).toEqual([]);
  });

  it('joins two things that a preposition joins', () => {
    expect(surfaces('Please verify my source of funds.', 'topic')).toContain('source of funds');
    expect(surfaces('Please verify my source of funds.', 'action')).toContain('verify source of funds');
    expect(surfaces('I want a card for my daughter.', 'topic')).toContain('card for daughter');
    expect(surfaces('the fee, for the card', 'topic')).not.toContain('fee for card');
  });

  it('takes an ID for a thing', () => {
    expect(surfaces('Why was my ID rejected?', 'action')).toEqual(['ID rejected']);
  });

  it('takes a verb with its particle for a thing where it is one, and for what is done elsewhere', () => {
    expect(surfaces('Why is my top up still pending?', 'action')).toEqual(['top up pending']);
    expect(surfaces('How can I top up?', 'action')).toEqual(['top up']);
    expect(surfaces('I want to top up my account.', 'action')).toEqual(['top up account']);
    expect(surfaces('Does it work in shops?', 'action')).not.toContain('work in');
  });

  it('takes what somebody has for a thing', () => {
    expect(surfaces('My contactless is not working.', 'action')).toEqual(['contactless not working']);
    expect(surfaces('Where do I update my personal details?', 'action')).toEqual(['update personal details']);
  });

  it('finds what a thing does, and what it is about to do', () => {
    expect(surfaces('My card expires next week.', 'action')).toEqual(['card expiring']);
    expect(surfaces('My card is about to expire.', 'action')).toEqual(['card expiring']);
    expect(surfaces('The machine swallows my card.', 'action').join()).not.toContain('machine');
  });

  it('keeps an ordinal in front of a thing', () => {
    expect(surfaces('Can I have a second card?', 'topic')).toEqual(['second card']);
    expect(surfaces('My first attempt failed.', 'topic').join()).not.toContain('first');
  });

  it('marks what says something only where it is much said', () => {
    expect(extractPhrases('Where can I use my card?').find(({ surface }) => surface === 'use card')?.needs).toBe('use');
    expect(
      extractPhrases('Where can I block my card?').find(({ surface }) => surface === 'block card')?.needs,
    ).toBeUndefined();
  });

  it('takes no verb for a thing', () => {
    expect(surfaces('Synced from the warehouse yesterday.', 'topic').join()).not.toMatch(/synced/i);
  });

  it('leaves out sentences in other languages', () => {
    expect(surfaces('Wie kann ich das Passwort ändern? The invoice is wrong.', 'topic')).toEqual(['invoice']);
  });

  it('says what something failed to do, not that it is there', () => {
    expect(surfaces('My payment is not showing.', 'action')).toEqual(['payment not showing']);
    expect(surfaces('My payment is showing.', 'action')).toEqual([]);
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
      ['caches', 'cache'],
      ['boxes', 'box'],
      ['access', 'access'],
      ['status', 'status'],
      ['SDKs', 'sdk'],
      ['top-ups', 'top'],
      ['e-mails', 'email'],
    ]) {
      expect(toWordKey(plural)).toBe(toWordKey(singular));
    }
  });
});

describe('readWordKeys', () => {
  it('keeps identifiers whole, and leaves out stop words of the language at hand', () => {
    expect(readWordKeys('How does wandb.save use my_bucket with W&B?')).toEqual([
      'wandb.save',
      'use',
      'my_bucket',
      'w&b',
    ]);
    expect(readWordKeys('Wie kann ich die Karte sperren?')).toEqual(['kart', 'sperren']);
    expect(readWordKeys('Как мне закрыть счёт?')).toEqual(['закрыть', 'счёт']);
  });
});

describe('extractPhrases of paths', () => {
  it('takes no path for a thing, but an abbreviation with a slash', () => {
    expect(surfaces('Terraform cannot find the provider acme/acme in the registry.', 'topic').join()).not.toContain(
      'acme/',
    );
    expect(surfaces('Our CI/CD pipeline fails.', 'topic').join()).toContain('CI/CD pipeline');
  });
});

describe('extractRuns', () => {
  it('finds neighbouring content words, never across stop words or punctuation', () => {
    const runs = extractRuns('Ich möchte meine verlorene Karte sperren, Konto bleibt.').map(({ surface }) => surface);
    expect(runs).toContain('verlorene Karte sperren');
    expect(runs).toContain('Karte sperren');
    expect(runs).not.toContain('sperren, Konto');
    expect(runs.join()).not.toContain('meine');
  });

  it('takes the stop words of the language that the text is said to be in', () => {
    expect(extractRuns('Import in Ketsa löschen', 'deu').map(({ surface }) => surface)).not.toContain(
      'Import in Ketsa',
    );
  });

  it('leaves out how a request begins', () => {
    const runs = extractRuns('¿Cómo puedo compartir un informe?').map(({ surface }) => surface);
    expect(runs).toContain('informe');
    expect(runs.join()).not.toMatch(/cómo|puedo/i);
  });

  it('cuts scripts without spaces into words', () => {
    expect(extractRuns('如何导出报表').map(({ surface }) => surface)).toContain('导出报表');
  });
});
