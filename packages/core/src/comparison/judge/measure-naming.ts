import { compareShares } from '../statistics/compare-shares.ts';
import type { Estimate, PairedDifference } from '../statistics/estimate.ts';
import { estimateShare } from '../statistics/estimate-share.ts';

/** Where a conversation is, and where a judge put it by the names alone. */
export interface NamingAnswer {
  /** Which conversation: its place in the sample. */
  item: number;
  /** The cluster that holds it. */
  expected: number;
  /** The cluster that the judge chose; null if it found none fitting. */
  chosen: number | null;
}

export interface Confusion {
  expected: number;
  chosen: number;
  count: number;
}

/** How usable the names of one run are. */
export interface NamingScore {
  /** Share of conversations that the judge put where they are. Null without an answer. */
  accuracy: Estimate | null;
  /** Names that there were to choose from. */
  topicCount: number;
  /** Accuracy of choosing a name blindly: 1 / topicCount. */
  chance: number;
  /** Accuracy of always choosing the name that most of these conversations belong to. Null without an answer. */
  majority: number | null;
  /** Conversations for which the judge found no name fitting; they count as wrong. */
  noneCount: number;
  /** Pairs of names that were mistaken for each other, most frequent first. */
  confusions: Confusion[];
}

/** The names of two runs, tested on the same conversations. */
export interface NamingComparison {
  a: NamingScore;
  b: NamingScore;
  /** B − A by McNemar's exact test, over the conversations that both have an answer for. */
  difference: PairedDifference | null;
  verdict: 'a' | 'b' | 'cannot-tell';
  sentence: string;
  remarks: string[];
}

const CONFUSIONS_SHOWN = 10;

/** Scores the names of one run. @param topicCount - names that there were to choose from. */
export function scoreNaming(answers: readonly NamingAnswer[], topicCount: number): NamingScore {
  const right = answers.filter(({ expected, chosen }) => expected === chosen).length;
  const counts = new Map<number, number>();
  const mistaken = new Map<string, Confusion>();
  for (const { expected, chosen } of answers) {
    counts.set(expected, (counts.get(expected) ?? 0) + 1);
    if (chosen === null || chosen === expected) continue;
    const key = `${expected} ${chosen}`;
    mistaken.set(key, { expected, chosen, count: (mistaken.get(key)?.count ?? 0) + 1 });
  }
  return {
    accuracy: estimateShare(right, answers.length),
    topicCount,
    chance: 1 / topicCount,
    majority: answers.length === 0 ? null : Math.max(...counts.values()) / answers.length,
    noneCount: answers.filter(({ chosen }) => chosen === null).length,
    confusions: [...mistaken.values()]
      .sort((x, y) => y.count - x.count || x.expected - y.expected || x.chosen - y.chosen)
      .slice(0, CONFUSIONS_SHOWN),
  };
}

/**
 * Compares how well the names of two runs tell where conversations belong.
 *
 * @example
 * const { a, b, sentence } = compareNaming({ answers: placedA, topicCount: 8 }, { answers: placedB, topicCount: 10 });
 */
export function compareNaming(
  a: { answers: readonly NamingAnswer[]; topicCount: number },
  b: { answers: readonly NamingAnswer[]; topicCount: number },
): NamingComparison {
  const scores = { a: scoreNaming(a.answers, a.topicCount), b: scoreNaming(b.answers, b.topicCount) };
  const hitsB = new Map(b.answers.map(({ item, expected, chosen }) => [item, Number(expected === chosen)]));
  const shared = a.answers.filter(({ item }) => hitsB.has(item));
  const difference = compareShares(
    Float32Array.from(shared, ({ expected, chosen }) => Number(expected === chosen)),
    Float32Array.from(shared, ({ item }) => hitsB.get(item)!),
  );
  const isClear = difference !== null && difference.pValue !== null && difference.pValue < 0.05;
  const verdict = isClear ? (difference.value > 0 ? 'b' : 'a') : 'cannot-tell';
  const measured = { ...scores, difference, verdict } as const;
  return { ...measured, sentence: stateNaming(measured), remarks: listRemarks(measured) };
}

type Measured = Omit<NamingComparison, 'sentence' | 'remarks'>;

function stateNaming({ a, b, difference, verdict }: Measured): string {
  if (a.accuracy === null || b.accuracy === null || difference === null) return 'Nothing has been sorted yet.';
  const figures = `by A's names ${percent(a.accuracy.value)} of ${a.accuracy.count} conversations were put where they are, by B's ${percent(b.accuracy.value)}`;
  const p = difference.pValue ?? 1;
  const test = `McNemar's exact test: p ${p < 0.001 ? '< 0.001' : `= ${p.toFixed(3)}`}`;
  if (verdict === 'cannot-tell') return `It cannot be told whose names say more: ${figures} (${test}).`;
  return `The names of ${verdict.toUpperCase()} say better what is in its clusters: ${figures} (${test}).`;
}

function listRemarks({ a, b }: Measured): string[] {
  const remarks: string[] = [];
  for (const [name, { accuracy, majority }] of [
    ['A', a],
    ['B', b],
  ] as const) {
    if (accuracy === null || majority === null || accuracy.low === null || accuracy.low > majority) continue;
    remarks.push(
      `It is not shown that ${name}'s names help at all: always choosing its largest cluster would be right in ${percent(majority)}.`,
    );
  }
  if (a.topicCount !== b.topicCount) {
    remarks.push(
      `A offers ${a.topicCount} names and B ${b.topicCount}; finding the right one among more is harder (by chance ${percent(a.chance)} and ${percent(b.chance)}).`,
    );
  }
  return remarks;
}

function percent(share: number): string {
  return `${Math.round(100 * share)} %`;
}
