import { describe, expect, it } from 'vitest';
import { splitText } from './read-words.ts';
import { Spellings } from './spellings.ts';

const read = (...texts: string[]): Spellings => {
  const spellings = new Spellings();
  for (const text of texts) spellings.add(text, splitText(text));
  return spellings;
};

describe('Spellings', () => {
  it('takes capitals from inside of sentences, not from their beginnings', () => {
    const spellings = read('Card lost. Card gone', 'where is my card', 'a GitLab pipeline', 'why does GitLab fail');
    expect(spellings.respell('Card in Gitlab Pipeline')).toBe('card in GitLab pipeline');
  });

  it('gives a name its capitals though many leave them out', () => {
    const spellings = read('my pin', 'the PIN', 'a PIN', 'his pin');
    expect(spellings.respell('Pin')).toBe('PIN');
  });

  it('does not take one word for another that differs in its capitals only', () => {
    const spellings = read('call the REST API', 'and the rest', 'for the rest of it');
    expect(spellings.respell('REST API')).toBe('REST API');
  });

  it('learns nothing from a text in capitals', () => {
    expect(read('MY CARD IS LOST', 'and his card').respell('card')).toBe('card');
  });
});
