import nlp from 'compromise/three';
import { expect, it } from 'vitest';
import { narrowMatches } from './narrow-matches.ts';

const texts = [
  'My card has not arrived yet, and the machine swallowed the other one.',
  "Why isn't the top up still pending? I cannot log in since Friday.",
  'Weights & Biases runs wandb.init() 3 times for 20% of all users in New York.',
  'Wie kann ich das Passwort ändern?',
  '',
];
const tag = (): string[][] =>
  texts.flatMap((text) =>
    nlp(text)
      .json({ terms: { tags: true } })
      .flatMap(({ terms }: { terms: { text: string; tags: string[] }[] }) =>
        terms.map((term) => [term.text, ...term.tags]),
      ),
  );

it('leaves every tag as it was', () => {
  const before = tag();
  narrowMatches();
  expect(tag()).toEqual(before);
  expect(before.flat()).toContain('Possessive');
});
