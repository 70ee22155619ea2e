import { expect, it } from 'vitest';
import { z } from 'zod';
import { describeIssues } from './describe-issues.ts';

const schema = z.strictObject({
  count: z.int().min(2).max(5).default(3),
  share: z.number().gt(0).default(1),
  name: z.string().min(1).max(3).default('a'),
  kind: z.enum(['a', 'b']).default('a'),
  only: z.literal('x').default('x'),
  list: z.array(z.string()).max(1).default([]),
  either: z.union([z.string(), z.boolean()]).default(''),
  part: z
    .discriminatedUnion('of', [z.object({ of: z.literal('p') }), z.object({ of: z.literal('q') })])
    .default({ of: 'p' }),
  own: z.string({ error: 'expected a name, as the list shows it' }).default(''),
});

const faultsOf = (value: unknown): string => describeIssues('options', schema.safeParse(value).error!);

it.each([
  [{ count: 'x' }, 'options.count: expected a number, got text'],
  [{ count: 2.5 }, 'options.count: expected a whole number, got another number'],
  [{ count: 1 }, 'options.count: expected at least 2'],
  [{ count: 9 }, 'options.count: expected at most 5'],
  [{ share: 0 }, 'options.share: expected more than 0'],
  [{ name: 4 }, 'options.name: expected text, got a number'],
  [{ name: '' }, 'options.name: expected at least 1 character'],
  [{ kind: 'c' }, 'options.kind: expected one of "a", "b"'],
  [{ only: 1 }, 'options.only: expected "x"'],
  [{ list: ['1', '2'] }, 'options.list: expected at most 1 entry'],
  [{ list: null }, 'options.list: expected a list, got null'],
  [{ either: 3 }, 'options.either: expected text, got a number, or expected true or false, got a number'],
  [{ part: { of: 'z' } }, 'options.part.of: expected one of "p", "q"'],
  [{ own: 3 }, 'options.own: expected a name, as the list shows it'],
  [
    { colour: 1, size: 2 },
    'options.colour: there is no such setting, leave it out; options.size: there is no such setting, leave it out',
  ],
  ['text', 'options: expected an object, got text'],
])('says in plain words what is wrong with %j', (value, words) => {
  expect(faultsOf(value)).toBe(words);
});
