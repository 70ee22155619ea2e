import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { fingerprint } from './fingerprint.ts';

describe('fingerprint', () => {
  it('is the SHA-256 of the JSON text with sorted keys', () => {
    const expected = createHash('sha256').update('{"a":[1,"x",null],"b":{"c":true,"d":2}}').digest('hex');
    expect(fingerprint({ b: { d: 2, c: true }, a: [1, 'x', null] })).toBe(expected);
  });

  it('changes with the order of a list and with any value', () => {
    expect(fingerprint([1, 2])).not.toBe(fingerprint([2, 1]));
    expect(fingerprint({ k: 1 })).not.toBe(fingerprint({ k: '1' }));
  });

  it('treats an undefined field as absent', () => {
    expect(fingerprint({ a: 1, b: undefined })).toBe(fingerprint({ a: 1 }));
  });

  it('refuses what JSON would silently turn into null', () => {
    expect(() => fingerprint({ k: Number.NaN })).toThrow(/finite/);
    expect(() => fingerprint(() => 1)).toThrow(/function/);
  });
});
