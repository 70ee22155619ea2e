import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { answerChat } from './answer-chat.ts';
import type { ChatBody } from './answer-chat.ts';
import { answerEmbeddings } from './answer-embeddings.ts';
import type { EmbeddingBody } from './answer-embeddings.ts';
import { CallLog } from './call-log.ts';
import type { CallSummary } from './call-log.ts';
import { FAULT_KINDS, NO_FAULTS, chooseFault, fits } from './fault.ts';
import type { FaultKind, FaultPlan } from './fault.ts';
import { ApiError, sendFault, sendJson, waitUnlessGone } from './send.ts';

export interface OpenAIServerOptions {
  /** 0 takes a free port. */
  port?: number;
  /** Milliseconds before every answer. */
  latencyMs?: number;
  /** Requests that are answered; those after them wait until their client is gone. */
  answerAtMost?: number;
  faults?: Partial<FaultPlan>;
  /** Seconds asked for by `rate-limit-retry-after`. */
  retryAfterSeconds?: number;
  /** How long a slow body takes, in milliseconds. */
  slowBodyMs?: number;
  /** Share of pairs of summaries for which a judge chooses the first whatever it says, in 0 … 1. */
  judgeFirstBias?: number;
  /** What the server understands; servers differ. */
  supports?: Partial<Support>;
  /** When set, other keys get a 401 that repeats the key they sent, as careless servers do. */
  apiKey?: string;
}

export interface Support {
  jsonSchema: boolean;
  jsonObject: boolean;
  temperature: boolean;
  maxTokens: boolean;
}

/** A running server. */
export interface OpenAIServer {
  /** For `baseURL`: `http://127.0.0.1:8080/v1`. */
  readonly url: string;
  readonly port: number;
  calls(): CallSummary;
  /** Bodies of chat requests as they came, oldest first; the last 1,000. */
  readonly chatBodies: readonly ChatBody[];
  /** Changes settings while running. */
  configure(options: Omit<OpenAIServerOptions, 'port'>): void;
  /** What happens to the next requests, one entry each; null answers soundly. Goes before the fault plan. */
  script(faults: readonly (FaultKind | null)[]): void;
  /** Forgets all counts, bodies and the script. */
  reset(): void;
  close(): Promise<void>;
}

const MAX_BODIES = 1000;
/** Longer than any test. */
const HOLD_MS = 3_600_000;

/**
 * Starts a local server that speaks OpenAI's chat completions and embeddings.
 *
 * Its answers depend on the request alone. Admin calls: `GET /_admin/calls`, `POST /_admin/configure` with the options
 * as JSON, `POST /_admin/reset`. A request header `x-fault: refusal` asks for one fault.
 */
export async function startOpenAIServer({ port = 0, ...options }: OpenAIServerOptions = {}): Promise<OpenAIServer> {
  const settings = {
    latencyMs: 0,
    answerAtMost: Infinity,
    faults: NO_FAULTS,
    retryAfterSeconds: 1,
    slowBodyMs: 5000,
    judgeFirstBias: 0,
    supports: { jsonSchema: true, jsonObject: true, temperature: true, maxTokens: true },
    apiKey: undefined as string | undefined,
  };
  const log = new CallLog();
  let received = 0;
  const chatBodies: ChatBody[] = [];
  let script: (FaultKind | null)[] = [];

  const configure = ({ faults, supports, ...rest }: Omit<OpenAIServerOptions, 'port'>): void => {
    Object.assign(settings, rest);
    settings.faults = { ...settings.faults, ...faults };
    settings.supports = { ...settings.supports, ...supports };
  };
  const reset = (): void => {
    log.reset();
    received = 0;
    chatBodies.length = 0;
    script = [];
  };
  configure(options);

  const answer = async (
    request: IncomingMessage,
    response: ServerResponse,
    kind: 'chat' | 'embedding',
  ): Promise<void> => {
    const text = await readBody(request);
    checkKey(request, settings.apiKey);
    const body = JSON.parse(text) as ChatBody & EmbeddingBody;
    const content = hashContent(body);
    const earlier = log.receive(kind, content);
    received += 1;
    const waitMs = received > settings.answerAtMost ? HOLD_MS : settings.latencyMs;
    let fault: FaultKind | null;
    try {
      if (kind === 'chat') {
        chatBodies.push(body);
        if (chatBodies.length > MAX_BODIES) chatBodies.shift();
        checkSupport(body, settings.supports);
      }
      fault = nextFault(request, kind, { content, earlier });
      await waitUnlessGone(response, waitMs);
    } finally {
      // Before the answer goes out: the client may send its next request before this function goes on.
      log.leave();
    }
    if (response.destroyed) return;
    if (fault !== null && sendFault(response, fault, settings)) return;
    const { payload, isSound } =
      kind === 'chat' ? answerChat(body, fault, settings.judgeFirstBias) : answerEmbeddings(body, fault);
    const isWhole = await sendJson(response, payload, { fault, slowBodyMs: settings.slowBodyMs });
    if (!isSound || !isWhole) return;
    if (kind === 'chat') log.complete(content);
    else for (const input of [body.input].flat()) log.completeText(`${body.model} ${input}`);
  };

  const nextFault = (
    request: IncomingMessage,
    kind: 'chat' | 'embedding',
    call: { content: string; earlier: number },
  ): FaultKind | null => {
    const header = request.headers['x-fault'];
    if (FAULT_KINDS.includes(header as FaultKind)) return header as FaultKind;
    const scripted = script.shift();
    if (scripted !== undefined) return scripted !== null && fits(scripted, kind) ? scripted : null;
    return chooseFault(settings.faults, { kind, ...call });
  };

  const route = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    switch (`${request.method} ${pathname}`) {
      case 'POST /v1/chat/completions':
        return answer(request, response, 'chat');
      case 'POST /v1/embeddings':
        return answer(request, response, 'embedding');
      case 'GET /_admin/calls':
        await sendJson(response, log.summary());
        return;
      case 'POST /_admin/configure':
        configure(JSON.parse(await readBody(request)) as OpenAIServerOptions);
        await sendJson(response, { ...settings, apiKey: undefined });
        return;
      case 'POST /_admin/reset':
        reset();
        await sendJson(response, log.summary());
        return;
      default:
        throw new ApiError(404, `Unknown route ${request.method} ${pathname}`);
    }
  };

  const server = createServer((request, response) => {
    route(request, response).catch((error: unknown) => {
      if (response.headersSent || response.destroyed) return;
      const { status, message, param } = error instanceof ApiError ? error : new ApiError(400, String(error));
      response.writeHead(status, { 'content-type': 'application/json' });
      response.end(JSON.stringify({ error: { message, type: 'invalid_request_error', param, code: null } }));
    });
  });
  server.keepAliveTimeout = 30_000;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  const address = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${address.port}/v1`,
    port: address.port,
    calls: () => log.summary(),
    chatBodies,
    configure,
    script: (faults) => {
      script = [...faults];
    },
    reset,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}

/** The same question has the same hash, whatever its limit of output tokens. */
function hashContent({
  model,
  messages,
  input,
  response_format,
  temperature,
  dimensions,
}: ChatBody & EmbeddingBody): string {
  const content = JSON.stringify([model, messages, input, response_format, temperature, dimensions]);
  return createHash('sha256').update(content).digest('hex');
}

function checkKey(request: IncomingMessage, apiKey: string | undefined): void {
  const sent = (request.headers.authorization ?? '').replace(/^Bearer /, '');
  if (apiKey !== undefined && sent !== apiKey) throw new ApiError(401, `Incorrect API key provided: ${sent}.`);
}

function checkSupport(body: ChatBody, supports: Support): void {
  const format = body.response_format?.type;
  if (format === 'json_schema' && !supports.jsonSchema) {
    throw new ApiError(
      400,
      "Invalid parameter: 'response_format' of type 'json_schema' is not supported with this model.",
      'response_format',
    );
  }
  if (format === 'json_object' && !supports.jsonObject) {
    throw new ApiError(400, "'response_format' of type 'json_object' is not supported.", 'response_format');
  }
  if (body.temperature !== undefined && !supports.temperature) {
    throw new ApiError(
      400,
      "Unsupported value: 'temperature' does not support this value with this model.",
      'temperature',
    );
  }
  if (body.max_tokens !== undefined && !supports.maxTokens) {
    throw new ApiError(400, "Unsupported parameter: 'max_tokens'. Use 'max_completion_tokens' instead.", 'max_tokens');
  }
}
