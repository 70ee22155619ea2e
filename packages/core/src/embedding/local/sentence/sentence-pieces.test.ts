import { describe, expect, test } from 'vitest';
import { SentencePieces } from './sentence-pieces.ts';
import type { SentencePiece } from './sentence-pieces.ts';

const MARKS = ['?', '<s>', '</s>', '<1>', '<2>', '<3>'].map((piece): SentencePiece => [piece, 0]);

// Log probabilities chosen so that the best way can be added up by hand.
const pieces = new SentencePieces([
  ...MARKS,
  ['▁', -4],
  ['▁new', -3],
  ['er', -2],
  ['▁newe', -9],
  ['r', -3],
  ['e', -3],
  ['▁tea', -3],
  ['n', -4],
  ['w', -4],
]);
const NEW = 7;
const ER = 8;
const R = 10;
const TEA = 12;
const WORD_START = 6;
const UNKNOWN = 0;

describe('SentencePieces', () => {
  test('takes the most probable way to write a word', () => {
    // ▁new + er: −5. ▁newe + r: −12. ▁new + e + r: −9.
    expect(pieces.encode('newer', 128)).toEqual([NEW, ER]);
    expect(pieces.encode('newr tea', 128)).toEqual([NEW, R, TEA]);
  });

  test('makes one unknown piece of neighbouring characters that no piece has, surrogate pairs among them', () => {
    expect(pieces.encode('newer 🎉🎉x tea', 128)).toEqual([NEW, ER, WORD_START, UNKNOWN, TEA]);
    expect(pieces.encode('new🎉', 128)).toEqual([NEW, UNKNOWN]);
  });

  test('stops at the number of pieces asked for, and counts every space', () => {
    expect(pieces.encode('tea '.repeat(1_000), 5)).toEqual([TEA, TEA, TEA, TEA, TEA]);
    expect(pieces.encode(' tea ', 128)).toEqual([WORD_START, TEA, WORD_START]);
    expect(pieces.encode('', 128)).toEqual([]);
  });

  test('reads compatibility forms as what they stand for', () => {
    expect(pieces.encode('ｔｅａ', 128)).toEqual([TEA]);
  });

  test('measures fertility: pieces a word, of the words within the first pieces', () => {
    // newer: ▁new er; tea: ▁tea.
    expect(pieces.measureFertility('tea tea', 128)).toBe(1);
    expect(pieces.measureFertility(' newer\n  tea ', 128)).toBe(3 / 2);
    // Stops once 3 pieces are counted: the last word is not looked at.
    expect(pieces.measureFertility('newer tea newer', 3)).toBe(3 / 2);
    // ▁ and one piece a sign.
    expect(pieces.measureFertility('wewe', 128)).toBe(5);
    // Five characters, though ▁ and one unknown piece.
    expect(pieces.measureFertility('日本語です', 128)).toBe(5);
    expect(pieces.measureFertility(' ', 128)).toBe(1);
  });
});
