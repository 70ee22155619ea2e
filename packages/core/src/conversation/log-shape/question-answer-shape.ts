import { say } from './exchange.ts';
import type { LogShape } from './log-shape.ts';
import type { Found } from './row-keys.ts';
import { collectMetadata, CONVERSATION_ID_KEYS, findId, findTime, findValue } from './row-keys.ts';

const QUESTION_KEYS = [
  'user_message',
  'user_text',
  'user_input',
  'user_query',
  'user_prompt',
  'user_question',
  'customer_message',
  'question',
  'prompt',
  'query',
  'instruction',
];
/** Keys that hold a question only where an answer stands beside them; elsewhere they hold a person's id. */
const PERSON_KEYS = ['user', 'human', 'customer'];
const ANSWER_KEYS = [
  'assistant_message',
  'assistant_response',
  'assistant_text',
  'assistant_reply',
  'bot_message',
  'bot_response',
  'ai_message',
  'ai_response',
  'model_response',
  'agent_message',
  'assistant',
  'answer',
  'response',
  'reply',
  'completion',
  'output',
  'bot',
  'ai',
];

/** One question with its answer, as in a CSV file with a column for each. */
export const questionAnswerShape: LogShape = {
  name: 'questions with answers',
  matches: (row) => findQuestion(row) !== null,
  read: (row) => {
    const question = findQuestion(row);
    const answer = findText(row, ANSWER_KEYS);
    // Alpaca's files keep what an instruction is about apart.
    const about = question?.key === 'instruction' ? findText(row, ['input']) : null;
    const conversation = findId(row, CONVERSATION_ID_KEYS);
    const id = conversation ?? findId(row);
    const time = findTime(row);
    const asked = [question?.value, about?.value].filter((part) => part !== undefined).join('\n\n');
    const messages = [
      ...say('system', row.system, 'system'),
      ...say('user', asked, question?.key ?? 'question'),
      ...say('assistant', answer?.value, answer?.key ?? 'answer'),
    ];
    return {
      id: id?.id ?? null,
      isRequestId: false,
      isPart: conversation !== null,
      createdAt: time.createdAt,
      messages: messages.map((message) => ({ ...message, createdAt: time.createdAt })),
      metadata: collectMetadata(row, [id?.key, time.key, question?.key, answer?.key, about?.key, 'system']),
    };
  },
};

function findQuestion(row: Record<string, unknown>): Found | null {
  const found = findText(row, QUESTION_KEYS);
  if (found !== null) return found;
  return findText(row, ANSWER_KEYS) === null ? null : findText(row, PERSON_KEYS);
}

function findText(row: Record<string, unknown>, names: readonly string[]): Found | null {
  const found = findValue(row, names);
  return typeof found?.value === 'string' ? found : null;
}
