import { expect, test } from 'vitest';
import { splitCodeBlocks } from './split-code-blocks.ts';

test('prose alone is one part', () => {
  expect(splitCodeBlocks('\nHow do I log a table?\n')).toEqual([{ kind: 'text', text: 'How do I log a table?' }]);
});

test('a fenced block stands by itself, with its language', () => {
  expect(splitCodeBlocks('Before\n```python title="x"\nimport wandb\n\n  run()\n```\nAfter')).toEqual([
    { kind: 'text', text: 'Before' },
    { kind: 'code', text: 'import wandb\n\n  run()', language: 'python' },
    { kind: 'text', text: 'After' },
  ]);
});

test('a fence that is never closed runs to the end', () => {
  expect(splitCodeBlocks('See:\n```\na\nb')).toEqual([
    { kind: 'text', text: 'See:' },
    { kind: 'code', text: 'a\nb', language: '' },
  ]);
});

test('a longer fence may hold a shorter one', () => {
  expect(splitCodeBlocks('````md\n```\nx\n```\n````')).toEqual([{ kind: 'code', text: '```\nx\n```', language: 'md' }]);
});

test('markup stays text', () => {
  expect(splitCodeBlocks('<b>bold</b> `inline`')).toEqual([{ kind: 'text', text: '<b>bold</b> `inline`' }]);
});
