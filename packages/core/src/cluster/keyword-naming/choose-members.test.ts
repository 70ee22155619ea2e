import { expect, it } from 'vitest';
import { chooseTelling } from './choose-members.ts';

const documents = [['rare'], ['card', 'lost'], ['card', 'lost'], ['card', 'pin'], ['pin'], ['odd']];
const weights = new Map([
  ['rare', 9],
  ['odd', 9],
  ['card', 2],
  ['lost', 2],
  ['pin', 1.5],
]);

it('goes by words that several members hold, and by what the chosen ones lack', () => {
  // card + lost = 4 for 1 and 2, card + pin = 3.5 for 3. After 1, "card" and "lost" weigh 1.4 each: 2.8 for 2, 2.9 for 3.
  expect(chooseTelling([0, 1, 2, 3, 4, 5], { documents, weights, count: 2 })).toEqual([1, 3]);
});

it('takes all where there are no more', () => {
  expect(chooseTelling([0, 5], { documents, weights, count: 2 })).toEqual([0, 5]);
});
