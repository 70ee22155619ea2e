import { describe, expect, it } from 'vitest';
import type { Summary } from '../../summary/summary.ts';
import type { ClusterEvidence } from '../naming-model.ts';
import { KeywordNamingModel } from './keyword-naming-model.ts';

const texts = [
  'How do I reset my passcode?',
  'I forgot the passcode, can I reset it?',
  'Reset passcode please',
  'What is the exchange rate for euros?',
  'The exchange rate is wrong',
  'Which exchange rate do you use for foreign purchases?',
  '',
  '',
];
const summaries = texts.map((summary, index): Summary => ({
  chatId: `chat-${index}`,
  summary,
  request: null,
  topic: null,
  languages: null,
  task: null,
  concerningScore: null,
  userFrustration: null,
  assistantErrors: null,
  fields: {},
}));
const evidence = (members: number[], outsiders: number[], parent: number | null = null): ClusterEvidence => ({
  members,
  outsiders,
  parent,
  children: [],
});

describe('KeywordNamingModel', () => {
  const model = new KeywordNamingModel();

  it('names a cluster by what its members ask for', async () => {
    const clusters = [evidence([0, 1, 2], [3]), evidence([3, 4, 5], [0])];
    const [passcode, exchange] = await model.nameClusters({ summaries, clusters });
    expect(passcode.name).toBe('Reset passcode');
    expect(exchange.name).toMatch(/exchange rate/i);
    expect(passcode.slug).toMatch(/^reset_passcode/);
    expect(exchange.description).toMatch(/^Users asked about exchange rates?/);
  });

  it('gives siblings different names even when their members are the same', async () => {
    const clusters = Array.from({ length: 12 }, () => evidence([0, 1, 2], [], 7));
    const names = (await model.nameClusters({ summaries, clusters })).map(({ name }) => name.toLowerCase());
    expect(new Set(names).size).toBe(12);
  });

  it('names clusters whose members say nothing', async () => {
    const names = await model.nameClusters({ summaries, clusters: [evidence([6], []), evidence([7], [])] });
    expect(names.map(({ name }) => name)).toEqual(['Conversations without text', 'Conversations without text 2']);
  });

  it('keeps to what names can be held to, without knowing any label', async () => {
    const log = [
      [
        'My card has not arrived',
        'the card still has not arrived',
        'New card not arrived yet',
        'When does a parcel come?',
      ],
      [
        'How do I sync Okta groups?',
        'Okta groups are gone',
        'our Okta groups fail to sync',
        'Login through SAML fails',
      ],
      ['Go and see the picture', 'A refund for lunch', 'Half of the night lights', 'Blue paint dries slowly'],
    ];
    const all = log.flat().map((summary, index): Summary => ({ ...summaries[0], chatId: `log-${index}`, summary }));
    const clusters = log.map((_, cluster) =>
      evidence(
        [0, 1, 2, 3].map((i) => 4 * cluster + i),
        [],
      ),
    );
    const names = (await model.nameClusters({ summaries: all, clusters })).map(({ name }) => name);
    expect(names[0]).toBe('Card not arrived');
    expect(names[1]).toMatch(/Okta groups$/);
    expect(names[2]).toMatch(/^Mixed: \S/);
    expect(new Set(names).size).toBe(3);
    for (const name of names) {
      expect(name.length).toBeLessThanOrEqual(60);
      expect(name).not.toMatch(/\b(?:go|see|half|and|of|the)$/i);
    }
  });

  it('reads phrases in the language that most members are written in', async () => {
    const foreign = ['Coda però partono le notifiche', ...texts.slice(0, 6)].map((summary, index): Summary => {
      const language = index === 0 ? 'italian' : 'english';
      return { ...summaries[0], chatId: `mixed-${index}`, summary, languages: [language] };
    });
    const [{ name }] = await model.nameClusters({ summaries: foreign, clusters: [evidence([0, 1, 2, 3], [])] });
    expect(name).toBe('Reset passcode');
  });

  it('never shows the beginning of a sentence', async () => {
    const long = { ...summaries[0], summary: 'Why is it that it was so and then it was not so again and again?' };
    const [{ name }] = await model.nameClusters({ summaries: [long], clusters: [evidence([0], [])] });
    expect(name).toBe('Mixed requests');
  });

  it('gives the same names on a second call', async () => {
    const request = { summaries, clusters: [evidence([0, 1, 2], [3]), evidence([3, 4, 5], [0])] };
    expect(await model.nameClusters(request)).toEqual(await model.nameClusters(request));
  });

  it('keeps names within ten words', async () => {
    const long = { ...summaries[0], summary: `word ${'very long winded configuration option handling '.repeat(8)}` };
    const [{ name }] = await model.nameClusters({ summaries: [long], clusters: [evidence([0], [])] });
    expect(name.split(/\s+/).length).toBeLessThanOrEqual(10);
  });
});
