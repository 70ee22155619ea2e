import { describe, expect, it } from 'vitest';
import { formatTree } from './format-tree.ts';

const node = (depth: number, name: string, size: number, description = '') => ({ depth, name, size, description });
const nodes = [
  node(0, 'Cards', 6, 'Users asked about cards.'),
  node(1, 'PIN', 4),
  node(2, 'Forgotten PIN', 3, 'Users forgot it.'),
  node(2, 'New PIN', 1),
  node(1, 'Limits', 2),
  node(0, 'Transfers', 2),
];

describe('formatTree', () => {
  it('draws names, counts, shares and descriptions', () => {
    expect(formatTree(nodes)).toBe(
      [
        'Cards  6 (75 %)',
        '│  Users asked about cards.',
        '├─ PIN  4 (50 %)',
        '│  ├─ Forgotten PIN  3 (38 %)',
        '│  │     Users forgot it.',
        '│  └─ New PIN  1 (13 %)',
        '└─ Limits  2 (25 %)',
        '',
        'Transfers  2 (25 %)',
      ].join('\n'),
    );
  });

  it('stops at a depth and leaves descriptions out', () => {
    expect(formatTree(nodes, { maxDepth: 0, namesOnly: true })).toBe('Cards  6 (75 %)\n\nTransfers  2 (25 %)');
  });

  it('wraps descriptions to the width', () => {
    const lines = formatTree([node(0, 'A', 1, 'word '.repeat(40))], { width: 60 }).split('\n');
    expect(lines.length).toBeGreaterThan(3);
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(60);
  });

  it('counts outliers below the tree and in the shares', () => {
    expect(formatTree(nodes.slice(5), { outlierCount: 6, namesOnly: true })).toBe(
      'Transfers  2 (25 %)\n\n6 outliers (75.0 %), too far from every topic to belong to one',
    );
    expect(formatTree(nodes.slice(5), { outlierCount: 0 })).toContain('0 outliers (0.0 %)');
  });

  it('draws nothing for no conversations', () => {
    expect(formatTree([])).toBe('');
  });
});
