import { ModelOutputError } from '../error/model-output-error.ts';
import type { ModelOutputFault } from '../error/model-output-error.ts';
import type { ChatAnswer, ChatProvider, ChatRequest } from './chat-provider.ts';
import { estimateRequestTokens } from './estimate-tokens.ts';
import type { ModelMessage, TokenUsage } from './language-model.ts';
import type { CallAccount, ModelClient } from './model-client.ts';
import type { ObjectSchema } from './object-schema.ts';

export interface ObjectQuestion<T> {
  chat: ChatRequest;
  schema: ObjectSchema<T>;
  signal: AbortSignal;
}

export interface ObjectAnswer {
  rawText: string;
  usage: TokenUsage;
  attempts: number;
  costDollars: number | null;
}

/** An answer that was cut gets twice the room, up to this many times what was asked for. */
const MAX_OUTPUT_GROWTH = 4;
/** As much of a wrong answer as is shown to the model again. */
const MAX_SHOWN_ANSWER = 4000;

/**
 * Asks until an answer fits the schema: after a wrong one again with what is wrong, after a cut one with more room.
 *
 * @throws {ModelOutputError} with the last raw answer, after `outputAttempts` answers that do not fit.
 */
export async function askForObject<T>(
  client: ModelClient,
  provider: ChatProvider,
  account: CallAccount,
  { chat, schema, signal }: ObjectQuestion<T>,
): Promise<ObjectAnswer> {
  const usage: TokenUsage = { inputTokens: 0, outputTokens: 0 };
  let attempts = 0;
  let costDollars: number | null = 0;
  let request = chat;
  for (let asked = 1; ; asked++) {
    const current = request;
    const outcome = await client.call<ChatAnswer>({
      target: provider,
      account,
      estimate: () => ({
        inputTokens: estimateRequestTokens(current.messages, current.jsonSchema),
        outputTokens: current.maxOutputTokens,
      }),
      send: async (trySignal) => {
        const answer = await provider.complete(current, { signal: trySignal });
        return { answer, usage: answer.usage };
      },
      isUrgent: asked > 1,
      signal,
    });
    usage.inputTokens += outcome.usage.inputTokens;
    usage.outputTokens += outcome.usage.outputTokens;
    attempts += outcome.attempts;
    costDollars = costDollars === null || outcome.costDollars === null ? null : costDollars + outcome.costDollars;

    const fault = findFault(outcome.answer, schema);
    if (fault === null) return { rawText: outcome.answer.text, usage, attempts, costDollars };
    if (asked === client.settings.outputAttempts) {
      const { provider: providerName, modelId } = provider;
      throw new ModelOutputError({
        provider: providerName,
        modelId,
        attempts: asked,
        item: null,
        rawText: outcome.answer.text,
        ...fault,
      });
    }
    request = askAgain(chat, current, outcome.answer, fault);
  }
}

interface AnswerFault {
  fault: ModelOutputFault;
  issues: string[];
}

function findFault<T>({ finish, text }: ChatAnswer, schema: ObjectSchema<T>): AnswerFault | null {
  switch (finish) {
    case 'refusal':
      return { fault: 'refusal', issues: ['the model or a filter refused to answer'] };
    case 'empty':
      return { fault: 'empty', issues: ['the answer was empty'] };
    case 'length':
      return { fault: 'truncated', issues: ['the answer was cut at the limit of output tokens'] };
    case 'stop': {
      const parsed = schema.parse(text);
      return 'object' in parsed ? null : { fault: 'schema', issues: parsed.issues };
    }
  }
}

function askAgain(
  first: ChatRequest,
  last: ChatRequest,
  answer: ChatAnswer,
  { fault, issues }: AnswerFault,
): ChatRequest {
  if (fault === 'truncated') {
    const ceiling = first.maxOutputTokens * MAX_OUTPUT_GROWTH;
    return { ...last, maxOutputTokens: Math.min(ceiling, last.maxOutputTokens * 2) };
  }
  if (fault !== 'schema') return last;
  const correction: ModelMessage[] = [
    { role: 'assistant', content: answer.text.slice(0, MAX_SHOWN_ANSWER) },
    {
      role: 'user',
      content: `That answer does not fit the JSON schema:\n${issues.map((issue) => `- ${issue}`).join('\n')}\nGive the whole answer again as one JSON object that fits the schema.`,
    },
  ];
  // Only the last wrong answer is shown, so that a third try costs no more than the second.
  return { ...last, messages: [...first.messages, ...correction] };
}
