import { createHash, timingSafeEqual } from 'node:crypto';
import type { RequestHandler } from 'express';
import type { Environment } from '../env.ts';

const LOOPBACK_NAMES = new Set(['localhost', '127.0.0.1', '[::1]']);

/**
 * Keeps other web pages and, where a key is set, strangers out.
 *
 * Without a key only this machine can connect, but so can any page in its browser: a foreign page is told by its
 * Origin, and one that had its own name point to this machine (DNS rebinding) by its Host.
 */
export function guardAccess({ apiKey, isLoopback }: Pick<Environment, 'apiKey' | 'isLoopback'>): RequestHandler {
  const expected = apiKey === null ? null : digest(`Bearer ${apiKey}`);
  return (request, response, next) => {
    if (expected !== null) {
      if (timingSafeEqual(digest(request.get('authorization') ?? ''), expected)) return next();
      response.status(401).json({ error: 'Expected the header Authorization: Bearer with the API key.' });
      return;
    }
    const host = hostNameOf(`http://${request.get('host') ?? ''}`);
    const origin = request.get('origin');
    const isForeignHost = isLoopback && !LOOPBACK_NAMES.has(host);
    if (isForeignHost || (origin !== undefined && !LOOPBACK_NAMES.has(hostNameOf(origin)))) {
      response.status(403).json({ error: 'Requests from other sites are refused.' });
      return;
    }
    next();
  };
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}

function hostNameOf(url: string): string {
  try {
    return new URL(url).hostname;
  } catch {
    return '';
  }
}
