import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readEnvironment } from './env.ts';

describe('readEnvironment', () => {
  it('needs nothing: the embedded database, this machine only, port 4000', () => {
    expect(readEnvironment({})).toMatchObject({
      databaseUrl: null,
      host: '127.0.0.1',
      isLoopback: true,
      port: 4000,
      apiKey: null,
    });
  });

  it('names all faults at once', () => {
    const faulty = { DATABASE_URL: 'mysql://x', PORT: 'many', LOG_LEVEL: 'loud' };
    expect(() => readEnvironment(faulty)).toThrow(/3 fault[^]*DATABASE_URL[^]*PORT[^]*LOG_LEVEL/);
  });

  it('refuses an address that others can reach without a key, and takes it with one', () => {
    expect(() => readEnvironment({ HOST: '0.0.0.0' })).toThrow(/UNDERSTORY_API_KEY/);
    expect(readEnvironment({ HOST: '0.0.0.0', UNDERSTORY_API_KEY: 'sixteen-characters' }).isLoopback).toBe(false);
  });

  it('takes an empty variable for an unset one', () => {
    expect(readEnvironment({ DATABASE_URL: '', PORT: '' })).toMatchObject({ databaseUrl: null, port: 4000 });
  });

  it('takes a relative folder from the current one, and no ~, which would make a folder of that name', () => {
    expect(readEnvironment({ UNDERSTORY_HOME: 'data/../kept' }).home).toBe(join(process.cwd(), 'kept'));
    expect(readEnvironment({ UNDERSTORY_HOME: tmpdir() }).home).toBe(tmpdir());
    expect(() => readEnvironment({ UNDERSTORY_HOME: '~/kept' })).toThrow(
      /UNDERSTORY_HOME: expected a folder written out/,
    );
  });

  it('reads how models are reached; empty is unset', () => {
    const file = join(mkdtempSync(join(tmpdir(), 'prices-')), 'prices.json');
    writeFileSync(file, '{"llama3": {"inputPerMillion": 0.5}}');
    const { models } = readEnvironment({
      OPENAI_API_KEY: 'sk-1',
      OPENAI_BASE_URL: 'http://localhost:11434/v1',
      UNDERSTORY_MODEL_CONCURRENCY: '8',
      UNDERSTORY_MODEL_REQUESTS_PER_MINUTE: '500',
      UNDERSTORY_PRICES: file,
    });
    expect(models).toEqual({
      apiKey: 'sk-1',
      baseURL: 'http://localhost:11434/v1',
      client: {
        concurrency: 8,
        requestsPerMinute: 500,
        tokensPerMinute: null,
        prices: { llama3: { inputPerMillion: 0.5, outputPerMillion: 0 } },
      },
    });
    expect(readEnvironment({ OPENAI_API_KEY: '' }).models).toMatchObject({ apiKey: null, baseURL: null });
  });

  it('never repeats a key or an address that is wrong', () => {
    const faulty = {
      OPENAI_API_KEY: 'sk-secret with a space',
      OPENAI_BASE_URL: 'ftp://user:secret@host',
      UNDERSTORY_PRICES: '/nonexistent',
    };
    expect(() => readEnvironment(faulty)).toThrow(
      /3 fault[^]*OPENAI_API_KEY[^]*OPENAI_BASE_URL: expected an address such as[^]*UNDERSTORY_PRICES[^]*no such file/,
    );
    expect(() => readEnvironment(faulty)).not.toThrow(/secret/);
  });

  it("needs a key for OpenAI's own address", () => {
    expect(() => readEnvironment({ OPENAI_BASE_URL: 'https://api.openai.com/v1' })).toThrow(/OPENAI_API_KEY/);
  });
});
