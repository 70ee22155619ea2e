import { describe, expect, it } from 'vitest';
import { findSampleFault, readSampleFields } from './sample-fields.ts';

describe('findSampleFault', () => {
  it('accepts whole numbers up to 1000 and a sum of money or none', () => {
    expect(findSampleFault({ count: '50', budget: '' })).toBe('');
    expect(findSampleFault({ count: '1000', budget: '0.5' })).toBe('');
    expect(readSampleFields({ count: '20', budget: ' ' })).toEqual({ count: 20, budgetDollars: undefined });
    expect(readSampleFields({ count: '20', budget: '1.5' })).toEqual({ count: 20, budgetDollars: 1.5 });
  });

  it.each(['0', '1001', '2.5', 'many', ''])('names the number of conversations that it cannot take: %s', (count) => {
    expect(findSampleFault({ count, budget: '' })).toContain(`got “${count}”`);
  });

  it('names the budget that it cannot take', () => {
    expect(findSampleFault({ count: '5', budget: 'two' })).toContain('got “two”');
    expect(findSampleFault({ count: '5', budget: '0' })).toContain('got “0”');
  });
});
