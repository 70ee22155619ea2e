import type { z } from 'zod';

type Issue = z.core.$ZodIssue;

/**
 * What is wrong with an input in plain words, one fault after the other.
 *
 * Messages that a schema gives itself are kept; those of the library are worded anew.
 *
 * @param root - what the input is called: `options`.
 *
 * @example
 * describeIssues('options', error);
 * // 'options.cluster.k: expected at least 1; options.colour: there is no such setting, leave it out'
 */
export function describeIssues(root: string, { issues }: z.ZodError): string {
  return issues
    .flatMap((issue) => {
      // A superfluous key is a fault of the object; for the reader it is one of the key.
      const paths = issue.code === 'unrecognized_keys' ? issue.keys.map((key) => [...issue.path, key]) : [issue.path];
      return paths.map((path) => `${[root, ...path].filter((part) => part !== '').join('.')}: ${describeIssue(issue)}`);
    })
    .join('; ');
}

/** One fault without its place, as a sentence without a capital and without a point. */
export function describeIssue(issue: Issue): string {
  // Only the library's own messages begin like this.
  if (!/^(Invalid|Too (small|big)|Unrecognized)\b/.test(issue.message)) return issue.message;
  switch (issue.code) {
    case 'unrecognized_keys':
      return 'there is no such setting, leave it out';
    case 'invalid_type':
      return `expected ${KINDS[issue.expected] ?? issue.expected}, got ${describeReceived(issue.message)}`;
    case 'invalid_value':
      return `expected ${listChoices(issue.values)}`;
    case 'invalid_union':
      return describeUnion(issue);
    case 'too_small':
      return `expected ${issue.inclusive ? 'at least' : 'more than'} ${withUnit(issue.minimum, issue.origin)}`;
    case 'too_big':
      return `expected ${issue.inclusive ? 'at most' : 'less than'} ${withUnit(issue.maximum, issue.origin)}`;
    case 'not_multiple_of':
      return `expected a multiple of ${issue.divisor}`;
    case 'invalid_format':
      return issue.pattern === undefined
        ? `expected the form of ${issue.format}`
        : `expected text like ${issue.pattern}`;
    default:
      return issue.message;
  }
}

const KINDS: Record<string, string> = {
  int: 'a whole number',
  number: 'a number',
  string: 'text',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
  record: 'an object',
  null: 'null',
};

const RECEIVED: Record<string, string> = { ...KINDS, undefined: 'nothing', number: 'another number', NaN: 'no number' };

function describeReceived(message: string): string {
  const received = /received (\w+)/.exec(message)?.[1] ?? '';
  // Only where a whole number is expected does the library refuse a number for being one.
  if (received === 'number' && !message.includes('expected int')) return 'a number';
  return RECEIVED[received] ?? received;
}

function describeUnion(issue: Extract<Issue, { code: 'invalid_union' }>): string {
  const { options, errors } = issue as { options?: unknown[]; errors: Issue[][] };
  if (options !== undefined && options.length > 0) return `expected ${listChoices(options)}`;
  const ways = errors.map((way) => (way[0] === undefined ? '' : describeIssue(way[0]))).filter((way) => way !== '');
  return ways.length === 0 ? 'expected something else' : [...new Set(ways)].join(', or ');
}

function listChoices(choices: readonly unknown[]): string {
  const shown = choices.map((choice) => (typeof choice === 'string' ? `"${choice}"` : String(choice)));
  return shown.length === 1 ? shown[0] : `one of ${shown.join(', ')}`;
}

function withUnit(limit: number | bigint, origin: string): string {
  if (origin === 'string') return `${limit} ${Number(limit) === 1 ? 'character' : 'characters'}`;
  if (origin === 'array') return `${limit} ${Number(limit) === 1 ? 'entry' : 'entries'}`;
  return String(limit);
}
