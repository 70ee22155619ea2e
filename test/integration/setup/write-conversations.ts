const TOPICS = [
  ['export', 'the invoice to a spreadsheet', 'the monthly report as PDF', 'all contacts of my team'],
  ['reset', 'my forgotten password', 'the two-factor device', 'a locked account after travel'],
  ['connect', 'the calendar to my phone', 'a webhook to our chat', 'the billing system through the API'],
  ['delete', 'an old workspace', 'duplicate entries in the list', 'my account and its data'],
];

/**
 * Conversations about a few topics as Kura JSONL, one like the other only in their topic.
 *
 * @param first - number of the first; chat ids are `chat-0`, `chat-1`, …
 */
export function writeConversations(count: number, first = 0): string {
  return Array.from({ length: count }, (_, offset) => {
    const number = first + offset;
    const [verb, ...objects] = TOPICS[number % TOPICS.length]!;
    const object = objects[Math.floor(number / TOPICS.length) % objects.length]!;
    const content = `How do I ${verb} ${object}? This is case ${number} and it ${number % 3 ? 'worked' : 'failed'} before.`;
    return JSON.stringify({
      chat_id: `chat-${number}`,
      created_at: '2026-01-05T09:30:00Z',
      messages: [
        { role: 'user', content, created_at: '2026-01-05T09:30:00Z' },
        { role: 'assistant', content: `Open the settings and choose ${verb}.`, created_at: null },
      ],
      metadata: { intent: verb, source: 'test' },
    });
  }).join('\n');
}
