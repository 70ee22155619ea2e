import OpenAI from 'openai';
import { InvalidInputError } from '../../error/invalid-input-error.ts';

export interface OpenAIConnectionOptions {
  /** May be left out for a server that needs none. */
  apiKey?: string | null;
  /** Any server that speaks OpenAI's protocol: `http://localhost:11434/v1` for Ollama. */
  baseURL?: string | null;
  /** Name of the service in records and errors. Default `openai`. */
  provider?: string;
}

/** A way to a server that never tells its key. */
export interface OpenAIConnection {
  client: OpenAI;
  provider: string;
  /** The server's address without credentials or query. */
  endpoint: string;
  /** Replaces every occurrence of a secret in a text that came from elsewhere. */
  redact(text: string): string;
}

export const OPENAI_BASE_URL = 'https://api.openai.com/v1';
/** Sent where no key is given; the package insists on one. */
const NO_KEY = 'none';

/**
 * Opens OpenAI's client with retries, time-out and logging off: those are the model client's.
 *
 * @throws {InvalidInputError} if the URL is not one, or OpenAI itself is to be called without a key.
 */
export function createOpenAIConnection(options: OpenAIConnectionOptions): OpenAIConnection {
  const apiKey = options.apiKey?.trim() || null;
  const baseURL = options.baseURL?.trim() || OPENAI_BASE_URL;
  const url = readUrl(baseURL);
  if (apiKey === null && url.origin === new URL(OPENAI_BASE_URL).origin) {
    throw new InvalidInputError(
      'Expected an API key for OpenAI, got none. Pass one, or the base URL of another server.',
    );
  }
  const authorization = readBasicAuthorization(url);
  const secrets = [apiKey, url.username, url.password, url.search.slice(1), ...url.searchParams.values()]
    .filter((secret): secret is string => secret !== null && secret.length > 3)
    .flatMap((secret) => [secret, decodeURIComponent(secret)]);
  const endpoint = `${url.origin}${url.pathname.replace(/\/+$/, '')}`;
  const client = new OpenAI({
    apiKey: apiKey ?? NO_KEY,
    baseURL: endpoint,
    defaultQuery: Object.fromEntries(url.searchParams),
    defaultHeaders: authorization === null ? {} : { Authorization: authorization },
    // Explicit nulls, or the package reads them from the environment.
    adminAPIKey: null,
    organization: null,
    project: null,
    webhookSecret: null,
    maxRetries: 0,
    timeout: 24 * 60 * 60 * 1000,
    logLevel: 'off',
  });
  return {
    client,
    provider: options.provider ?? 'openai',
    endpoint,
    redact: (text) => secrets.reduce((clean, secret) => clean.replaceAll(secret, '[redacted]'), text),
  };
}

function readUrl(text: string): URL {
  if (!URL.canParse(text) || !/^https?:/i.test(text)) {
    // Not repeated in the message: it may hold a password.
    throw new InvalidInputError('Expected a base URL such as http://localhost:8080/v1, got something else.');
  }
  return new URL(text);
}

/** `fetch` refuses URLs with a user and a password, so they travel in the header. */
function readBasicAuthorization({ username, password }: URL): string | null {
  if (username === '' && password === '') return null;
  const credentials = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
  return `Basic ${Buffer.from(credentials).toString('base64')}`;
}
