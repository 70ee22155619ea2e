import { createHash } from 'node:crypto';

/**
 * A vector of words: each word adds to a few places that its hash chooses, so texts that share words lie close.
 *
 * @returns `dimensions` numbers, not of unit length, as real servers do not always normalise either.
 */
export function embedText(text: string, dimensions: number): number[] {
  const vector = Array.from({ length: dimensions }, () => 0);
  for (const [word] of text.toLowerCase().matchAll(/[\p{L}\p{N}]+/gu)) {
    const digest = createHash('sha256').update(word).digest();
    for (let i = 0; i < 4; i++) {
      const place = digest.readUInt32LE(i * 4) % dimensions;
      vector[place] = vector[place]! + (digest[16 + i]! < 128 ? 1 : -1);
    }
  }
  return vector.every((value) => value === 0) ? vector.map((_, i) => (i === 0 ? 1 : 0)) : vector;
}
