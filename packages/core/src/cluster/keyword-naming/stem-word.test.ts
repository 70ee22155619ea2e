import { describe, expect, it } from 'vitest';
import { stemWord } from './stem-word.ts';

describe('stemWord', () => {
  it.each([
    ['charge', 'charged', 'charging', 'charges'],
    ['block', 'blocked', 'blocking', 'blocks'],
    ['top', 'topped', 'topping', 'tops'],
    ['verify', 'verified', 'verifies'],
    ['decline', 'declined', 'declining'],
  ])('gives the forms of %s the same stem', (...forms) => {
    expect(new Set(forms.map(stemWord)).size).toBe(1);
  });

  it('leaves things alone that only end like a form', () => {
    for (const word of ['settings', 'billing', 'string', 'feed', 'bring', 'need', 'fee']) {
      expect(stemWord(word)).toBe(word === 'settings' ? 'setting' : word);
    }
    expect(stemWord('größe')).toBe('größe');
  });
});
