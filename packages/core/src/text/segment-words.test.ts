import { expect, test } from 'vitest';
import { segmentWords } from './segment-words.ts';

const segmenter = new Intl.Segmenter('und', { granularity: 'word' });
const wordsOf = (segments: Iterable<Intl.SegmentData>): [string, number][] =>
  Array.from(segments)
    .filter(({ isWordLike }) => isWordLike)
    .map(({ segment, index }) => [segment, index]);

test.each([
  ['English', 'Rotate the API key of W&B, it is v1.2.3 now.\n '.repeat(200)],
  ['Chinese with spaces', '如何导出报表？ 请帮忙 '.repeat(500)],
  ['Thai in lines', 'ฉันจะส่งออกรายงานได้อย่างไร\n'.repeat(300)],
  ['nothing', ''],
])('long texts have the words that Intl.Segmenter finds in the whole: %s', (_, text) => {
  expect(wordsOf(segmentWords(text))).toEqual(wordsOf(segmenter.segment(text)));
});

test('nothing is lost of a run without spaces, and no character is cut', () => {
  const text = `${'a'.repeat(2_047)}${'🎉'.repeat(3_000)}${'漢'.repeat(3_000)}`;
  const segments = Array.from(segmentWords(text), ({ segment }) => segment);
  expect(segments.join('')).toBe(text);
  expect(segments.filter((segment) => /\p{Surrogate}/u.test(segment))).toEqual([]);
});
