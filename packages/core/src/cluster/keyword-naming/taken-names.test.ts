import { expect, it } from 'vitest';
import { foldName, TakenNames } from './taken-names.ts';

it('takes names of the same words for alike', () => {
  const taken = new TakenNames(['Card declined']);
  for (const name of ['card declined', 'Declined cards', 'Card declined and more']) {
    expect(taken.hasAlike(name)).toBe(true);
  }
  expect(taken.hasAlike('Card lost')).toBe(false);
});

it('keeps apart what small words turn into its opposite', () => {
  expect(foldName('Card not working')).not.toBe(foldName('Card working'));
  expect(foldName('Transfer from account')).not.toBe(foldName('Transfer to account'));
  expect(foldName('如何导出')).not.toBe(foldName('如何删除'));
});

it('numbers the second of equal names', () => {
  const taken = new TakenNames(['Passcode', 'Passcode 2']);
  expect(taken.number('passcode')).toBe('passcode 3');
  expect(taken.number('Invoice')).toBe('Invoice');
});
