import { describe, expect, it } from 'vitest';
import { buildSummary } from '../../testing/build-summary.ts';
import { namingAnswerSchema, toClusterName } from './naming-answer.ts';
import { composeNamingMessages } from './naming-prompt.ts';

const LIMITS = { memberCount: 50, sampleCount: 20, outsiderCount: 10, childCount: 40 };
const summaries = Array.from({ length: 300 }, (_, i) => buildSummary(`Summary ${i}`));
const range = (from: number, to: number): number[] => Array.from({ length: to - from }, (_, i) => from + i);
const child = { name: 'Reset a passcode', description: 'Users forgot it.', slug: 'reset_a_passcode' };

/** The list between two tags of the user's message. */
function listed(text: string, tag: string): string[] {
  const inner = new RegExp(`<${tag}>\n([\\s\\S]*)\n</${tag}>`).exec(text)?.[1];
  return inner?.split('\n').map((line) => line.slice(2)) ?? [];
}

describe('composeNamingMessages', () => {
  it('shows the fifty members nearest to the centroid and the ten nearest outsiders of a base cluster', () => {
    const cluster = { members: range(0, 200), outsiders: range(200, 220), parent: null, children: [] };
    const [, { content }] = composeNamingMessages(cluster, summaries, { limits: LIMITS, takenNames: [] });
    expect(listed(content, 'members')).toEqual(range(0, 50).map((i) => `Summary ${i}`));
    expect(listed(content, 'outsiders')).toEqual(range(200, 210).map((i) => `Summary ${i}`));
    expect(content).not.toContain('<parts>');
    expect(content).not.toContain('<taken>');
  });

  it('shows the children of an inner node, and members from all over it', () => {
    const cluster = { members: range(0, 200), outsiders: [], parent: 3, children: [child, child] };
    const [, { content }] = composeNamingMessages(cluster, summaries, {
      limits: LIMITS,
      takenNames: ['Unblock a card'],
    });
    expect(listed(content, 'parts')).toEqual([
      'Reset a passcode: Users forgot it.',
      'Reset a passcode: Users forgot it.',
    ]);
    expect(listed(content, 'members')).toEqual(range(0, 20).map((i) => `Summary ${10 * i}`));
    expect(listed(content, 'taken')).toEqual(['Unblock a card']);
  });
});

describe('toClusterName', () => {
  it('takes off quotes and full stop, and makes a slug of three plain words', () => {
    const answer = { name: '"Debug stale flags."', description: ' Users\n asked. They\twaited.', slug: 'Debug-Stale' };
    expect(toClusterName(answer)).toEqual({
      name: 'Debug stale flags',
      description: 'Users asked. They waited.',
      slug: 'debug_stale_flags',
    });
  });
});

describe('namingAnswerSchema', () => {
  it.each(['', ' \n', 'a b c d e f g h i j k', 'x'.repeat(101)])('refuses the name %j', (name) => {
    expect(namingAnswerSchema.safeParse({ name, description: 'Users asked.', slug: 'a_b_c' }).success).toBe(false);
  });
});
