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
    expect(passcode.slug).toBe('reset_passcode_forgot');
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
