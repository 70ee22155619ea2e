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
});
