import { expect, test } from 'vitest';
import { decodeProjection } from './decode-projection.ts';

test('reads little-endian coordinates and leaves', () => {
  // printf '\x00\x00\xc0\x3f\x00\x00\x00\xc0' | base64: the floats 1.5 and -2; the integer 258 is 02 01 00 00.
  expect(decodeProjection({ count: 1, coordinates: 'AADAPwAAAMA=', leaves: 'AgEAAA==' })).toEqual({
    count: 1,
    coordinates: Float32Array.of(1.5, -2),
    leaves: Int32Array.of(258),
  });
});

test('an empty map has no points', () => {
  expect(decodeProjection({ count: 0, coordinates: '', leaves: '' }).coordinates).toHaveLength(0);
});

test('a payload of the wrong length is refused with both lengths', () => {
  expect(() => decodeProjection({ count: 2, coordinates: 'AADAPwAAAMA=', leaves: 'AgEAAA==' })).toThrow(
    'coordinates should have 16 bytes but have 8',
  );
});
