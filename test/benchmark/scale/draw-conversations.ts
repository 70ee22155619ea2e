import type { Conversation, Message } from '../../../packages/core/src/index.ts';
import type { Random } from '../../../packages/core/src/math/random.ts';
import { createRandom } from '../../../packages/core/src/math/random.ts';
import { ANSWERS, AREAS, FOLLOW_UPS, FOREIGN, MATTERS, NOISE, WHEN, WHOM } from './topic-words.ts';

interface Topic {
  area: string;
  thing: string;
  other: string;
  asks: string[];
  /** An invented product and an identifier that belong to this topic, so that the vocabulary grows as real ones do. */
  product: string;
  identifier: string;
}

export interface DrawnConversations {
  conversations: Conversation[];
  /** Topic of each conversation, −1 for noise. */
  topics: Int32Array;
  /** Area of each conversation, −1 for noise. */
  areas: Int32Array;
}

const NOISE_SHARE = 0.03;
const FOREIGN_SHARE = 0.15;

/**
 * Conversations by a seeded grammar: some 1,500 topics (a thing and what is wanted with it) in 24 areas, their sizes
 * falling like 1/√rank; every topic asked for in several ways and with details of its own, 15 % in six other languages,
 * 3 % noise, half of them with an answer and a second turn.
 */
export function drawConversations(n: number, seed: number): DrawnConversations {
  const random = createRandom(seed);
  const topics = random.shuffle(listTopics(random));
  const areaNames = Object.keys(AREAS);
  const drawn: DrawnConversations = {
    conversations: [],
    topics: new Int32Array(n).fill(-1),
    areas: new Int32Array(n).fill(-1),
  };
  for (let i = 0; i < n; i++) {
    let text = pick(NOISE, random);
    if (random.next() >= NOISE_SHARE) {
      const number = Math.floor(topics.length * random.next() ** 2);
      drawn.topics[i] = number;
      drawn.areas[i] = areaNames.indexOf(topics[number].area);
      text = ask(topics[number], random);
    }
    const createdAt = new Date(Date.UTC(2026, 0, 1) + i * 60_000).toISOString();
    drawn.conversations.push({
      chatId: `drawn-${i}`,
      createdAt,
      messages: drawMessages(text, random).map(([role, content]) => ({ role, content, createdAt })),
      metadata: {},
    });
  }
  return drawn;
}

function listTopics(random: Random): Topic[] {
  const topics: Topic[] = [];
  for (const [area, things] of Object.entries(AREAS)) {
    for (const thing of things) {
      for (const { verb, asks } of MATTERS) {
        topics.push({
          area,
          thing,
          other: pick(
            things.filter((each) => each !== thing),
            random,
          ),
          asks,
          product: inventName(random),
          identifier: `${inventName(random).toLowerCase()}.${verb.split(' ')[0]}_${thing.split(' ').at(-1)!.toLowerCase()}`,
        });
      }
    }
  }
  return topics;
}

function ask(topic: Topic, random: Random): string {
  const isForeign = random.next() < FOREIGN_SHARE;
  const pattern = isForeign ? pick(FOREIGN[pick(Object.keys(FOREIGN), random)], random) : pick(topic.asks, random);
  const opening = isForeign
    ? ''
    : pick(['', '', 'Hi! ', 'Hello, quick question. ', `We use ${topic.area} every day. `], random);
  // Half of the users say what they work on, and what else they use there: that holds an area together.
  const setting = pick(
    ['', '', ` It is about ${topic.area}.`, ` We have it next to the {other} in ${topic.area}.`],
    random,
  );
  const text = opening + pattern + setting;
  const slots: Record<string, string> = {
    thing: topic.thing,
    other: topic.other,
    product: topic.product,
    identifier: topic.identifier,
    whom: pick(WHOM, random),
    when: pick(WHEN, random),
    error: `error E${1000 + random.below(9000)}`,
    version: `${1 + random.below(9)}.${random.below(20)}`,
  };
  // A slot may hold another one.
  return fill(fill(text, slots), slots);
}

function fill(text: string, slots: Record<string, string>): string {
  return text.replace(/\{(\w+)\}/g, (_, name: string) => slots[name]);
}

function drawMessages(text: string, random: Random): [Message['role'], string][] {
  const messages: [Message['role'], string][] = [['user', text]];
  if (random.next() < 0.5) {
    messages.push(['assistant', pick(ANSWERS, random)]);
    if (random.next() < 0.5) messages.push(['user', pick(FOLLOW_UPS, random)]);
  }
  return messages;
}

function inventName(random: Random): string {
  const syllables = [
    'va',
    'lor',
    'mi',
    'ket',
    'san',
    'dra',
    'pu',
    'zen',
    'ro',
    'bix',
    'tal',
    'ne',
    'quo',
    'fer',
    'gim',
  ];
  const name = Array.from({ length: 3 }, () => pick(syllables, random)).join('');
  return name[0].toUpperCase() + name.slice(1);
}

function pick<T>(items: readonly T[], random: Random): T {
  return items[random.below(items.length)];
}
