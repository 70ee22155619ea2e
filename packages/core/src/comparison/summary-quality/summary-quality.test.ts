import { describe, expect, it } from 'vitest';
import { InvalidInputError } from '../../error/invalid-input-error.ts';
import { createRandom } from '../../math/random.ts';
import { compareSummaryQuality } from './compare-summary-quality.ts';
import { ConversationIndexBuilder } from './conversation-index.ts';
import { findDuplicates } from './find-duplicates.ts';
import { findEntities, supportsName } from './find-entities.ts';
import { findPersonalData, isCardNumber } from './find-personal-data.ts';
import { measureSummaryQuality } from './measure-summary-quality.ts';
import { measureVocabulary } from './measure-vocabulary.ts';
import { createPhraseFinder } from './phrase-finder.ts';
import { rankOwnConversations } from './self-retrieval.ts';
import { splitWords } from './split-words.ts';

describe('createPhraseFinder', () => {
  const finder = createPhraseFinder(['various feature', 'and so on', "here's a summary", 'C++ (etc.)', 'いろいろ']);

  it('finds whole phrases in any case and number', () => {
    expect(finder.find('Asks about Various\n features, and so on.')).toEqual(['various feature', 'and so on']);
    expect(finder.find('Here’s a summary')).toEqual(["here's a summary"]);
    expect(finder.find('nefarious features, various featured')).toEqual([]);
  });

  it('takes a phrase for plain text, not for a pattern', () => {
    expect(finder.find('Compiles c++ (etc.) code')).toEqual(['C++ (etc.)']);
    expect(finder.find('Compiles cccc etcx code')).toEqual([]);
  });

  it('finds phrases inside scripts without spaces, and nothing with an empty list', () => {
    expect(finder.find('設定をいろいろ聞く')).toEqual(['いろいろ']);
    expect(createPhraseFinder([]).find('anything')).toEqual([]);
  });
});

describe('findPersonalData', () => {
  // 4111 1111 1111 1111 is the payment industry's test number; 79927398713 is the patent's own example of the checksum.
  it.each([
    ['Mail ada@example.org now', 'email', 'ada@example.org'],
    ['Call +44 20 7946 0958.', 'phone', '+44 20 7946 0958'],
    ['Call (555) 010-4477 today', 'phone', '(555) 010-4477'],
    ['Pays with 4111 1111 1111 1111.', 'card', '4111 1111 1111 1111'],
    ['Uses sk-abcdefgh12345678ijkl as key', 'key', 'sk-abcdefgh12345678ijkl'],
    ['Sets api_key=Zx81kkQ92mmN', 'key', 'Zx81kkQ92mmN'],
  ])('finds in "%s" a %s', (text, kind, found) => {
    expect(findPersonalData(text)).toEqual([{ kind, text: found, index: text.indexOf(found) }]);
  });

  it.each([
    'Trains for 1000000000 steps at 0.0001',
    'Ran on 2024-01-31 12:30:45 with version 10.15.7',
    'Order 4111 1111 1111 1112 failed the checksum',
    'Asks about token limits of 128000 and password resets',
    'The ratio 3.141592653589793 is printed',
    'Deploys task-specific-sentence-transformers-v2',
  ])('finds nothing in "%s"', (text) => {
    expect(findPersonalData(text)).toEqual([]);
  });

  it('checks card numbers by their last digit', () => {
    expect(isCardNumber('5500 0000 0000 0004')).toBe(true);
    expect(isCardNumber('5500 0000 0000 0005')).toBe(false);
    expect(isCardNumber('0000 0000 0000 0000')).toBe(false);
    expect(isCardNumber('79927398713')).toBe(false);
  });
});

describe('findEntities', () => {
  it('finds identifiers, abbreviations, names with digits and names within a sentence', () => {
    const { names } = findEntities('How do I call wandb.log\\_artifact on a GPU with PyTorch, GPT-4 and Sagemaker?');
    expect(names).toEqual(['wandb.log_artifact', 'gpu', 'pytorch', 'gpt-4', 'sagemaker']);
  });

  it('passes over words that are capitalised for their place alone, and over links', () => {
    const text =
      '## Track runs\nLog metrics. Then Sweeps tune. See https://Example.com/FooBar\n- Runs are Tracked: track them';
    expect(findEntities(text).names).toEqual(['sweeps', 'tracked']);
    expect(findEntities('We use Sweeps. All sweeps fail.').names).toEqual([]);
  });

  it('takes an abbreviation for supported when it is spelled out', () => {
    expect(supportsName('uses large language models daily', 'llm')).toBe(true);
    expect(supportsName('logs in to weights & biases', 'w&b')).toBe(true);
    expect(supportsName('large models', 'llm')).toBe(false);
  });
});

describe('findDuplicates', () => {
  const wordSet = (text: string) => new Set(splitWords(text));
  const jaccard = (a: Set<string>, b: Set<string>) => {
    const shared = [...a].filter((word) => b.has(word)).length;
    return shared / (a.size + b.size - shared);
  };

  it('finds exact duplicates whatever their case and punctuation', async () => {
    const { exact, mostRepeated } = await findDuplicates([
      'Logs a metric.',
      'logs a  metric',
      'Logs two metrics',
      null,
    ]);
    expect([...exact]).toEqual([1, 1, 0, Number.NaN]);
    expect(mostRepeated).toEqual([{ text: 'Logs a metric.', count: 2 }]);
  });

  it.each([0.5, 0.7, 0.8, 1])('finds the same near duplicates at %f as comparing all pairs does', async (threshold) => {
    const random = createRandom(Math.round(threshold * 100));
    const texts = Array.from({ length: 300 }, () => {
      const base = random.below(40);
      const length = 1 + (base % 9);
      return Array.from({ length }, (_, i) => `w${random.next() < 0.15 ? random.below(30) : (base * 3 + i) % 30}`).join(
        ' ',
      );
    });
    const { near } = await findDuplicates(texts, { threshold });
    const sets = texts.map(wordSet);
    const expected = sets.map((set, i) =>
      Number(sets.some((other, j) => j !== i && jaccard(set, other) >= threshold - 1e-9)),
    );
    expect([...near]).toEqual(expected);
    expect(new Set(expected).size).toBe(2);
  });
});

describe('rankOwnConversations', () => {
  const conversations = ['the cat sat', 'the dog ran fast', 'a bird flew', 'the dog ran fast'];

  it('puts a telling summary first, a misleading one behind and an empty one last', async () => {
    const builder = new ConversationIndexBuilder(() => true);
    for (const text of conversations) builder.add(text);
    const summaries = ['cat', 'dog', 'the dog', null];
    const ranks = await rankOwnConversations(await builder.finish(), summaries, Int32Array.of(0, 1, 2, 3));
    // Equal conversations share a place; "the dog" has no word of its conversation.
    expect([...ranks]).toEqual([1, 1, 4, Number.NaN]);
  });

  it('orders by the cosine of TF-IDF vectors', async () => {
    const builder = new ConversationIndexBuilder(() => true);
    for (const text of ['x y', 'x x x', 'y z']) builder.add(text);
    // Document frequencies 2, 2, 1. For the query "x": the second conversation has nothing else (cosine 1), the first
    // has y of equal weight beside it (0.71), the third has no x.
    const ranks = await rankOwnConversations(await builder.finish(), ['x', 'x', 'x'], Int32Array.of(0, 1, 2));
    expect([...ranks]).toEqual([2, 1, 3]);
  });
});

describe('measureVocabulary', () => {
  it('expects as many distinct words in a draw as the hypergeometric distribution says', () => {
    // 2,000 words: 1,000 times "a" and a thousand that occur once. A draw of 1,000 holds half of the latter, and "a".
    const words = Array.from({ length: 1000 }, (_, i) => ['a', `w${i}`]);
    const { distinctPerThousand, typeTokenRatio } = measureVocabulary([...words, ...words.map(() => null)]);
    expect(distinctPerThousand!.value).toBeCloseTo(501, 6);
    expect(typeTokenRatio!.value).toBeCloseTo(1001 / 2000, 12);
  });

  it('gives no number for fewer words than are drawn', () => {
    expect(measureVocabulary([['a'], ['b']]).distinctPerThousand).toBeNull();
  });
});

describe('measureSummaryQuality', () => {
  const conversations = [
    'How do I start Sweeps with wandb.sweep on my GPU?',
    'My Artifacts upload fails with HTTP 500. What now?',
    'Where can I see Reports of my team?',
  ];
  const glossary = [
    { name: 'Sweeps', aliases: ['sweep'] },
    { name: 'Artifacts', aliases: [] },
  ];
  const vague = {
    summaries: ['The user asks about a specific tool.', 'The user asks about a specific tool.', null],
    words: { min: 1, max: 10 },
    openings: ['User needs'],
  };
  const telling = {
    summaries: [
      'User needs Sweeps on a GPU.',
      'User needs Artifacts to upload; mail ada@example.org.',
      'User needs Sweeps.',
    ],
    words: { min: 4, max: 10 },
    openings: ['User needs'],
  };
  const measure = () => measureSummaryQuality(conversations, [vague, telling], { seed: 1, glossary });

  it('holds neither an idiom nor the name of a feature against a summary that names it by its right name', async () => {
    const run = {
      summaries: [
        'User is asking about Plans and Billing in the context of “where is my invoice”.',
        'User is asking about Plans and Billing in the context of “where is my invoice”.',
      ],
      words: null,
      openings: [],
    };
    const [{ values }] = await measureSummaryQuality(['where is my invoice', 'hello'], [run], {
      seed: 1,
      glossary: [
        { name: 'Plans and Billing', aliases: ['invoice'] },
        { name: 'Contexts', aliases: [] },
      ],
    });
    expect([...values.glossaryUnsupported]).toEqual([0, 1]);
    expect([...values.entityUnsupported]).toEqual([0, 1]);
  });

  it('gives every metric per conversation', async () => {
    const [a, b] = await measure();
    const valuesOf = (quality: typeof a) =>
      Object.fromEntries(Object.entries(quality.values).map(([name, values]) => [name, [...values]]));
    expect(a.missing).toBe(1);
    expect(valuesOf(a)).toMatchObject({
      words: [7, 7, Number.NaN],
      inWordRange: [1, 1, Number.NaN],
      requiredOpening: [0, 0, Number.NaN],
      vaguePhrase: [1, 1, Number.NaN],
      glossaryCoverage: [0, 0, Number.NaN],
      exactDuplicate: [1, 1, Number.NaN],
      recallAt1: [0, 0, Number.NaN],
    });
    expect(valuesOf(b)).toMatchObject({
      words: [6, 7, 3],
      inWordRange: [1, 1, 0],
      requiredOpening: [1, 1, 1],
      vaguePhrase: [0, 0, 0],
      glossaryCoverage: [1, 1, Number.NaN],
      // The third conversation knows no Sweeps.
      glossaryUnsupported: [0, 0, 1],
      entityUnsupported: [0, 0, 1],
      entitiesNamed: [2, 1, 0],
      exactDuplicate: [0, 0, 0],
      recallAt1: [1, 1, 0],
      personalData: [0, 1, 0],
    });
    expect(b.personalData).toEqual([{ conversation: 1, kind: 'email' }]);
    expect(a.vaguePhrases).toEqual([{ text: 'specific tool', summaries: 2 }]);
    expect(b.openings[0]).toEqual({ text: 'User needs Sweeps', summaries: 2 });
    expect(b.unsupportedNames).toEqual([{ text: 'sweeps', summaries: 1 }]);
  });

  it('compares runs over the conversations that both have a value for', async () => {
    const [a, b] = await measure();
    const differences = new Map(compareSummaryQuality(a, b, { seed: 1 }).map((row) => [row.metric, row]));
    expect(differences.get('vaguePhrase')!.difference).toMatchObject({ value: -1, count: 2, pValue: 0.5 });
    expect(differences.get('words')!.difference).toMatchObject({ value: -0.5, count: 2 });
    expect(differences.get('vaguePhrase')!.winner).toBeNull();
    expect(differences.get('distinctPerThousand')!.difference).toBeNull();
  });

  it('reads conversations from a stream, and refuses another number of them', async () => {
    async function* stream() {
      yield* conversations;
    }
    const [fromStream] = await measureSummaryQuality(stream(), [telling], { seed: 1, glossary });
    const [, fromList] = await measure();
    expect(fromStream).toEqual(fromList);
    await expect(measureSummaryQuality(conversations.slice(1), [telling], { seed: 1 })).rejects.toThrow(
      InvalidInputError,
    );
    await expect(
      measureSummaryQuality(conversations, [telling, { ...telling, summaries: [] }], { seed: 1 }),
    ).rejects.toThrow(InvalidInputError);
  });

  it('stops when it is aborted', async () => {
    const signal = AbortSignal.abort(new Error('stopped'));
    await expect(measureSummaryQuality(conversations, [telling], { seed: 1, signal })).rejects.toThrow('stopped');
  });
});
