import { isObject } from '../row-field.ts';
import { readAnswer, readQuestion } from './exchange.ts';
import type { LogShape } from './log-shape.ts';
import { collectMetadata, findId, findTime, findValue, isConversationId, parseIfJson } from './row-keys.ts';

const REQUEST_KEYS = ['request', 'request_body', 'body', 'params'];
const RESPONSE_KEYS = ['response', 'response_body', 'completion', 'result'];

/** A request to a model beside its response, as proxies, gateways and OpenAI's and Anthropic's batches log them. */
export const requestShape: LogShape = {
  name: 'requests with their responses',
  matches: (row) => findBody(row, REQUEST_KEYS) !== null,
  read: (row) => {
    const request = findBody(row, REQUEST_KEYS);
    const response = findBody(row, RESPONSE_KEYS);
    const id = findId(row) ?? (response === null ? null : findId(response.body, ['id']));
    const ownTime = findTime(row);
    const time = ownTime.createdAt === null && response !== null ? findTime(response.body) : ownTime;
    return {
      id: id?.id ?? null,
      isRequestId: !isConversationId(id),
      isPart: false,
      createdAt: time.createdAt,
      messages: [
        ...(request === null ? [] : readQuestion(request.body, request.key)),
        ...(response === null ? [] : readAnswer(response.body, response.key)),
      ],
      metadata: collectMetadata({ model: request?.body.model, user: request?.body.user, ...row }, [
        id?.key,
        ownTime.key,
        request?.key,
        response?.key,
        'method',
        'url',
        'object',
      ]),
    };
  },
};

/** The object that holds the messages: `request.body` in some logs, `request` in others, as JSON text in a few. */
function findBody(
  row: Record<string, unknown>,
  keys: readonly string[],
): { key: string; body: Record<string, unknown> } | null {
  const found = findValue(row, keys);
  const value = parseIfJson(found?.value);
  if (found === null || !isObject(value)) return null;
  const inner = parseIfJson(value.body);
  return { key: found.key, body: isObject(inner) ? inner : value };
}
