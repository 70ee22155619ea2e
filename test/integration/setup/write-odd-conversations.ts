import { writeConversations } from './write-conversations.ts';

/** Questions that share no subject with anything else, each of words that occur in some other one. */
const ODD = [
  'purple walrus sings opera beneath copper lanterns',
  'seventeen lanterns argue about medieval cheese recipes',
  'copper walrus invents cheese for sleepy astronauts',
  'opera astronauts paint volcanoes with lavender soup',
  'lavender volcanoes write poems about seventeen turtles',
  'sleepy turtles dance polka around purple glaciers',
  'medieval glaciers whisper recipes into velvet trumpets',
  'velvet poems paint trumpets while soup sings polka',
];

export const ODD_COUNT = ODD.length;

/** As `writeConversations`, and after them eight that are about nothing that others are about. */
export function writeOddConversations(count: number): string {
  const odd = ODD.map((content, number) =>
    JSON.stringify({
      chat_id: `odd-${number}`,
      created_at: '2026-01-05T09:30:00Z',
      messages: [{ role: 'user', content: `${content}?`, created_at: '2026-01-05T09:30:00Z' }],
      metadata: { intent: 'odd', source: 'test' },
    }),
  );
  return [writeConversations(count), ...odd].join('\n');
}
