import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describeIssue, priceTableSchema } from '@understory/core';
import envPaths from 'env-paths';
import { z } from 'zod';
import type { ModelSettings } from './model-call/models.ts';

const LOOPBACK_HOSTS = new Set(['127.0.0.1', '::1', 'localhost']);

/** Never repeats the value: it may hold a password. */
const baseUrlSchema = z.url({ protocol: /^https?$/, error: 'expected an address such as http://localhost:11434/v1' });
const OPENAI_HOST = 'api.openai.com';
const PORT_FAULT = 'expected a port of 0 … 65535';
const portSchema = z.coerce.number({ error: PORT_FAULT }).int(PORT_FAULT).min(0, PORT_FAULT).max(65535, PORT_FAULT);
const limit = (max: number) => z.coerce.number({ error: 'expected a number' }).int().min(1).max(max);

/** A JSON file with prices by model id. */
const priceFileSchema = z.string().transform((file, context) => {
  try {
    return priceTableSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch (error) {
    const fault = error instanceof z.ZodError ? z.prettifyError(error).replaceAll('\n', ' ') : (error as Error).message;
    context.addIssue({
      code: 'custom',
      message: `expected a JSON file such as {"my-model": {"inputPerMillion": 0.5, "outputPerMillion": 2}}: ${fault}`,
    });
    return z.NEVER;
  }
});

const environmentSchema = z
  .object({
    DATABASE_URL: z
      .url({
        protocol: /^postgres(ql)?$/,
        error: 'expected an address such as postgres://user:password@host:5432/name',
      })
      .optional(),
    UNDERSTORY_HOME: z
      .string()
      .regex(/^[^~]/, 'expected a folder written out; only a shell replaces ~')
      .transform((folder) => resolve(folder))
      .optional(),
    PORT: portSchema.default(4000),
    HOST: z.string().min(1).default('127.0.0.1'),
    UNDERSTORY_API_KEY: z.string().min(16, 'expected at least 16 characters').optional(),
    OPENAI_API_KEY: z
      .string()
      .trim()
      .regex(/^[\x21-\x7e]+$/, 'expected one word of plain characters')
      .optional(),
    OPENAI_BASE_URL: baseUrlSchema.optional(),
    UNDERSTORY_MODEL_CONCURRENCY: limit(1000).default(50),
    UNDERSTORY_MODEL_REQUESTS_PER_MINUTE: limit(10_000_000).optional(),
    UNDERSTORY_MODEL_TOKENS_PER_MINUTE: limit(1_000_000_000).optional(),
    UNDERSTORY_PRICES: priceFileSchema.optional(),
    LOG_LEVEL: z.enum(['silent', 'fatal', 'error', 'warn', 'info', 'debug', 'trace']).default('info'),
  })
  .superRefine((environment, context) => {
    const { OPENAI_BASE_URL: baseURL, OPENAI_API_KEY: apiKey } = environment;
    if (apiKey === undefined && baseURL !== undefined && new URL(baseURL).host === OPENAI_HOST) {
      context.addIssue({ code: 'custom', path: ['OPENAI_BASE_URL'], message: 'OpenAI itself needs OPENAI_API_KEY' });
    }
    if (!LOOPBACK_HOSTS.has(environment.HOST) && environment.UNDERSTORY_API_KEY === undefined) {
      context.addIssue({
        code: 'custom',
        path: ['HOST'],
        message: `${environment.HOST} can be reached from other machines: set UNDERSTORY_API_KEY, or use 127.0.0.1`,
      });
    }
  });

/** The settings that come from outside. The only place that knows environment variables. */
export interface Environment {
  /** null: the embedded PostgreSQL under `home`. */
  databaseUrl: string | null;
  /** Folder of everything Understory keeps, absolute. A relative one is taken from the current folder. */
  home: string;
  /** 0 takes a free port. */
  port: number;
  host: string;
  /** Whether `host` is reached from this machine only. */
  isLoopback: boolean;
  /** When set, every request needs `Authorization: Bearer …`. */
  apiKey: string | null;
  /** How remote models are reached. */
  models: ModelSettings;
  logLevel: string;
}

/** Thrown with all faults of the environment at once. */
export class EnvironmentError extends Error {
  static readonly code = 'ENVIRONMENT';
  readonly code = EnvironmentError.code;
  override readonly name = 'EnvironmentError';
}

/**
 * Reads and checks the environment.
 *
 * An empty variable counts as unset, as shells and compose files leave them.
 *
 * @throws {EnvironmentError} that lists every fault.
 */
export function readEnvironment(variables: Record<string, string | undefined> = process.env): Environment {
  const set = Object.fromEntries(Object.entries(variables).filter(([, value]) => value !== ''));
  const parsed = environmentSchema.safeParse(set);
  if (!parsed.success) {
    const faults = parsed.error.issues.map((issue) => `  ${issue.path.join('.')}: ${describeIssue(issue)}`);
    throw new EnvironmentError(
      `The environment has ${faults.length === 1 ? 'a fault' : `${faults.length} faults`}:\n${faults.join('\n')}`,
    );
  }
  const { data } = parsed;
  return {
    databaseUrl: data.DATABASE_URL ?? null,
    home: data.UNDERSTORY_HOME ?? envPaths('understory', { suffix: '' }).data,
    port: data.PORT,
    host: data.HOST,
    isLoopback: LOOPBACK_HOSTS.has(data.HOST),
    apiKey: data.UNDERSTORY_API_KEY ?? null,
    models: {
      apiKey: data.OPENAI_API_KEY ?? null,
      baseURL: data.OPENAI_BASE_URL ?? null,
      client: {
        concurrency: data.UNDERSTORY_MODEL_CONCURRENCY,
        requestsPerMinute: data.UNDERSTORY_MODEL_REQUESTS_PER_MINUTE ?? null,
        tokensPerMinute: data.UNDERSTORY_MODEL_TOKENS_PER_MINUTE ?? null,
        prices: data.UNDERSTORY_PRICES ?? {},
      },
    },
    logLevel: data.LOG_LEVEL,
  };
}

/** The environment for a child process of ours that is to use the same database. */
export function childEnvironment(databaseUrl: string, logLevel: string): Record<string, string | undefined> {
  return { ...process.env, DATABASE_URL: databaseUrl, LOG_LEVEL: logLevel };
}
