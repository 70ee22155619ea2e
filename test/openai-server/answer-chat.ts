import { createHash } from 'node:crypto';
import { answerJudge } from './answer-judge.ts';
import { breakAnswer } from './break-answer.ts';
import type { FaultKind } from './fault.ts';
import { ApiError } from './send.ts';
import { countTokens } from './words.ts';
import { writeAnswer } from './write-answer.ts';
import type { Schema } from './write-answer.ts';

export interface ChatBody {
  model: string;
  messages: { role: string; content: string }[];
  temperature?: number;
  max_tokens?: number;
  max_completion_tokens?: number;
  response_format?: { type: string; json_schema?: { name: string; strict?: boolean; schema: Schema } };
}

/**
 * Writes a chat completion.
 *
 * @param firstBias - see `answerJudge`.
 * @returns the body to send, and whether it is what was asked for.
 */
export function answerChat(
  body: ChatBody,
  fault: FaultKind | null,
  firstBias = 0,
): { payload: unknown; isSound: boolean } {
  if (!Array.isArray(body.messages) || body.messages.length === 0) throw new ApiError(400, "Missing 'messages'");
  const schema = findSchema(body);
  const prompt = body.messages
    .filter(({ role }) => role === 'user')
    .map(({ content }) => content)
    .join('\n');
  const sound =
    schema === null ? prompt.slice(0, 200) : (answerJudge(schema, prompt, firstBias) ?? writeAnswer(schema, prompt));
  const text = typeof sound === 'string' ? sound : JSON.stringify(sound);
  const content = fault === null || schema === null ? text : breakAnswer(sound, fault, { schema, prompt });
  const limit = body.max_completion_tokens ?? body.max_tokens ?? Number.POSITIVE_INFINITY;
  const isCut = fault === 'cut-at-limit' || countTokens(content) > limit;
  const isRefused = fault === 'refusal';
  const written = isCut ? content.slice(0, Math.min(content.length, limit * 4)) : content;

  const promptTokens = body.messages.reduce((sum, message) => sum + countTokens(message.content) + 4, 3);
  const completionTokens = countTokens(written);
  return {
    payload: {
      id: `chatcmpl-${createHash('sha256').update(`${prompt}${content}`).digest('hex').slice(0, 24)}`,
      object: 'chat.completion',
      created: 1_700_000_000,
      model: body.model,
      choices:
        fault === 'empty-choices'
          ? []
          : [
              {
                index: 0,
                message: {
                  role: 'assistant',
                  content: isRefused ? null : written,
                  refusal: isRefused ? 'I am sorry, I cannot help with that.' : null,
                },
                logprobs: null,
                finish_reason: isCut ? 'length' : 'stop',
              },
            ],
      usage: {
        prompt_tokens: promptTokens,
        completion_tokens: completionTokens,
        total_tokens: promptTokens + completionTokens,
      },
    },
    isSound: !isCut && !isRefused && (fault === null || fault === 'slow-body'),
  };
}

/** The schema of the response format; in JSON mode the one that stands in a system message, on a line of its own. */
function findSchema({ messages, response_format }: ChatBody): Schema | null {
  if (response_format?.json_schema) return response_format.json_schema.schema;
  for (const { role, content } of messages) {
    if (role !== 'system') continue;
    for (const line of content.split('\n')) {
      if (!line.startsWith('{')) continue;
      try {
        return JSON.parse(line) as Schema;
      } catch {
        // A line that only looks like JSON.
      }
    }
  }
  return null;
}
