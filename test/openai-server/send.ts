import type { ServerResponse } from 'node:http';
import type { FaultKind } from './fault.ts';

/** An answer with a status of 400 or more. */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  constructor(
    readonly status: number,
    message: string,
    readonly param: string | null = null,
  ) {
    super(message);
  }
}

/** Sends JSON, whole, slowly or cut, as the fault says. @returns whether the client got all of it. */
export async function sendJson(
  response: ServerResponse,
  payload: unknown,
  { fault = null, slowBodyMs = 0 }: { fault?: FaultKind | null; slowBodyMs?: number } = {},
): Promise<boolean> {
  const body = Buffer.from(JSON.stringify(payload));
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': body.length });
  if (fault === 'truncated-body') {
    response.write(body.subarray(0, body.length >> 1), () => response.socket?.destroy());
    return false;
  }
  if (fault === 'slow-body') {
    response.write(body.subarray(0, body.length >> 1));
    await waitUnlessGone(response, slowBodyMs);
    if (response.destroyed) return false;
    response.end(body.subarray(body.length >> 1));
    return true;
  }
  if (response.destroyed) return false;
  response.end(body);
  return true;
}

/** Waits `ms` milliseconds, or until the client has hung up. */
export function waitUnlessGone(response: ServerResponse, ms: number): Promise<void> {
  if (ms <= 0 || response.destroyed) return Promise.resolve();
  return new Promise((resolve) => {
    const stop = (): void => {
      clearTimeout(timer);
      response.off('close', stop);
      resolve();
    };
    const timer = setTimeout(stop, ms);
    response.once('close', stop);
  });
}

/** Sends a fault that has no answer. @returns false for a fault that is in the answer itself. */
export function sendFault(
  response: ServerResponse,
  fault: FaultKind,
  { retryAfterSeconds }: { retryAfterSeconds: number },
): boolean {
  switch (fault) {
    case 'rate-limit':
      return sendError(response, 429, 'Rate limit reached for requests', 'rate_limit_exceeded');
    case 'rate-limit-retry-after':
      response.setHeader('retry-after', String(retryAfterSeconds));
      return sendError(response, 429, 'Rate limit reached for tokens', 'rate_limit_exceeded');
    case 'server-error':
      return sendError(response, 500, 'The server had an error while processing your request', 'server_error');
    case 'unavailable':
      return sendError(response, 503, 'The engine is currently overloaded', 'service_unavailable');
    case 'dropped':
      response.socket?.destroy();
      return true;
    default:
      return false;
  }
}

function sendError(response: ServerResponse, status: number, message: string, type: string): true {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify({ error: { message, type, param: null, code: type } }));
  return true;
}
