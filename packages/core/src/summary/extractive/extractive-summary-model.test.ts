import { expect, test } from 'vitest';
import { createRandom } from '../../math/random.ts';
import { buildConversation } from '../../testing/build-conversation.ts';
import { countWords } from '../count-words.ts';
import { defineSummaryModel } from '../define-summary-model.ts';
import type { Summary } from '../summary.ts';

const generic = defineSummaryModel({ kind: 'extractive' });
const glossary = [
  { name: 'Feature flags', aliases: ['toggle', 'flagClient.evaluate'] },
  { name: 'Relay proxy', aliases: ['relay'] },
  { name: 'Single sign-on', aliases: ['SSO', 'SAML', '单点登录'] },
];
const domain = defineSummaryModel({ kind: 'extractive', glossary });

const summaryOf = async (messages: Parameters<typeof buildConversation>[0]): Promise<string> =>
  (await generic.summarise(buildConversation(messages))).summary;

test('greetings and thanks are dropped, the request stays in the user’s words', async () => {
  expect(await summaryOf('Hi there! Hope you are well. How do I rotate an API key? Thanks in advance!')).toContain(
    'How do I rotate an API key?',
  );
  expect(await summaryOf('Hallo, wie kann ich meine Karte sperren? Vielen Dank!')).toBe(
    'Wie kann ich meine Karte sperren?',
  );
  expect(await summaryOf('你好，请问怎么导出报表？谢谢')).toContain('怎么导出报表');
});

test('a retrieval prompt is summarised by its query, and a short query by what was found too', async () => {
  const retrieved = '## Track Experiments\nTrack a machine learning run with a few lines of code.';
  expect(await summaryOf(`User Query: How do I invite my team?\nRetrieved Information : ${retrieved}`)).toBe(
    'How do I invite my team?',
  );
  expect(await summaryOf(`\nUser Query: sweeps\nRetrieved Information : ${retrieved}`)).toBe(
    'sweeps: Track Experiments',
  );
  expect(await summaryOf(`Context:\n${retrieved}\n\nQuestion: How do I invite my team?`)).toBe(
    'How do I invite my team?',
  );
  expect(await summaryOf(`<context>${retrieved}</context>\nHow do I invite my team?`)).toBe('How do I invite my team?');
});

test('a vague opening is resolved by a later turn', async () => {
  const summary = await summaryOf([
    ['user', 'it doesnt work'],
    ['assistant', 'What does not work?'],
    ['user', 'The invoice export returns an empty CSV file since Monday.'],
  ]);
  expect(summary).toContain('The invoice export returns an empty CSV file since Monday.');
});

test('code and stack traces are left out, the error stays', async () => {
  const summary = await summaryOf(
    'Why does my build fail?\n```ts\nconst secretName = 1;\n```\nTypeError: x is not a function\n    at run (/app/a.ts:3:9)',
  );
  expect(summary).toContain('Why does my build fail?');
  expect(summary).toContain('x is not a function');
  expect(summary).not.toMatch(/secretName|a\.ts/);
});

test('personal data with a form is masked everywhere', async () => {
  const summary = await generic.summarise(
    buildConversation(
      'Please delete jane.doe@example.com, call +49 170 1234567, key sk-abcdEFGH1234567890abcd, from 10.20.30.40.',
    ),
  );
  expect(JSON.stringify(summary)).not.toMatch(/jane|1234567|abcdEFGH|10\.20/);
  expect(summary.summary).toContain('[email]');

  const unspaced = await summaryOf(`${'请尽快删除我的账户'.repeat(10)}jane.doe@example.com`);
  expect(unspaced).not.toMatch(/doe|example/);
});

test('facets are filled where the words allow, and null where they do not', async () => {
  const angry = await generic.summarise(
    buildConversation([
      ['user', 'How do I pause a flag in Python?\n```python\nimport flags\n```'],
      ['assistant', 'Call pause().'],
      ['user', 'That is wrong, there is no such method!! This is ridiculous.'],
    ]),
  );
  expect(angry).toMatchObject({ task: 'Get instructions', languages: ['english', 'python'], concerningScore: 1 });
  expect(angry.userFrustration).toBeGreaterThanOrEqual(4);
  expect(angry.assistantErrors).toEqual(['That is wrong, there is no such method!!']);

  const bare = await generic.summarise(buildConversation('experiment tracking'));
  expect(bare).toMatchObject({ task: null, languages: null, assistantErrors: null, userFrustration: 1 });
  expect(
    (await generic.summarise(buildConversation('Wie kann ich das Konto wieder öffnen?'))).concerningScore,
  ).toBeNull();
});

test.each([
  ['How do I evaluate two feature flags at once?', ['Feature flags']],
  ['my Toggles are stuck, SAML is fine', ['Feature flags', 'Single sign-on']],
  ['flagClient.evaluate() throws', ['Feature flags']],
  ['flag_client_evaluate throws', ['Feature flags']],
  ['如何配置单点登录？', ['Single sign-on']],
  ['How do I relayout a page?', []],
])('features in %j are %j', async (text, features) => {
  expect((await domain.summarise(buildConversation(text))).fields.features).toEqual(features);
});

test('what the user names comes before what only the documents name', async () => {
  const { fields } = await domain.summarise(
    buildConversation(
      'User Query: how do I set up SSO\nRetrieved Information: ## Relay proxy\nRelay relay relay proxy.',
    ),
  );
  expect(fields.features).toEqual(['Single sign-on']);
});

test('the two patterns: a goal, and a question', async () => {
  const goal = await domain.summarise(
    buildConversation('How can I connect my staging servers through the relay proxy?'),
  );
  expect(goal.summary).toMatch(
    /^User needs help with Relay proxy to connect their staging servers through the relay proxy/,
  );
  const question = await domain.summarise(buildConversation('What are the limits of feature flags?'));
  expect(question.summary).toMatch(/^User is asking about Feature flags in the context of limits of feature flags/);
});

test('the word range is reached with the user’s own words, then with answers on the matter, never with courtesy', async () => {
  const courtesy = 'Great question, I am happy to help! Let me know if you need anything else with this.';
  const own = await domain.summarise(
    buildConversation([
      ['user', 'Can I archive a toggle? We have forty of them. Nobody knows which ones are still in use.'],
      ['assistant', `${courtesy} Open the page, choose the entry and confirm the change.`],
    ]),
  );
  expect(own.summary).toMatch(/Nobody knows which ones are still in use.*forty/);
  expect(own.summary).not.toMatch(/answered with|happy|Open the page/);
  const answered = await domain.summarise(
    buildConversation([
      ['user', 'Can I archive a toggle?'],
      ['assistant', `${courtesy} Archived toggles keep their history but are no longer evaluated anywhere.`],
    ]),
  );
  expect(answered.summary).toMatch(/answered with “Archived toggles keep their history/);
  expect(`${answered.summary} ${answered.topic}`).not.toMatch(/happy|let me know|great/i);
});

test('every domain summary is within the word range, whatever the conversation', async () => {
  const random = createRandom(7);
  const words = [
    'how',
    'do',
    'I',
    'toggle',
    'relay',
    'my',
    'server,',
    'fails?',
    'since',
    'Monday.',
    'the',
    '銀行の',
    'カード',
    '!!',
    '\n',
    '`x=1`',
    'a@b.co',
  ];
  for (const [min, max] of [
    [20, 25],
    [10, 12],
    [25, 25],
    [15, 40],
  ] as const) {
    const model = defineSummaryModel({ kind: 'extractive', glossary, words: { min, max } });
    for (let round = 0; round < 150; round++) {
      const text = Array.from({ length: random.below(60) }, () => words[random.below(words.length)]).join(' ');
      const { summary } = await model.summarise(
        buildConversation([
          ['user', text],
          ['assistant', 'Try it again.'],
        ]),
      );
      const count = countWords(summary);
      expect(count >= min && count <= max, `${count} words for ${JSON.stringify(text)}: ${summary}`).toBe(true);
    }
  }
}, 30_000);

test('a generic summary has at most two sentences and 30 words', async () => {
  const long = 'I have been using this product for many years and I like it. '.repeat(20);
  const { summary } = await generic.summarise(
    buildConversation(`${long} How do I export all of my old invoices as one file?`),
  );
  expect(countWords(summary)).toBeLessThanOrEqual(30);
  expect(summary.match(/[.?!](?:\s|$)/g)?.length).toBeLessThanOrEqual(2);
  expect(summary).toContain('How do I export all of my old invoices as one file?');
});

test('the same conversation gets the same summary, and odd ones get one at all', async () => {
  const odd = ['', ' ', '😀', '```\n```', '?'.repeat(2000), 'a'.repeat(50_000), '<context>'.repeat(500)];
  for (const model of [generic, domain]) {
    for (const text of odd) {
      const first: Summary = await model.summarise(buildConversation(text));
      expect(first.summary).not.toBe('');
      expect(first.summary.length).toBeLessThan(1200);
      expect(await model.summarise(buildConversation(text))).toEqual(first);
    }
  }
});

test('a conversation in which the user said nothing says that the assistant was summarised', async () => {
  const monologue = buildConversation([
    ['assistant', 'Your export of the invoices is ready.'],
    ['user', ' '],
  ]);
  const said = await generic.summarise(monologue);
  expect(said.fields).toEqual({ summarisedFrom: 'the assistant’s messages; the user said nothing' });
  expect(said.request).toBeNull();
  expect((await generic.summarise(buildConversation('How do I export invoices?'))).fields).toEqual({});
});
