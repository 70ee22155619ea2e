import type { ClusterName } from '../cluster.ts';
import type { WordWeights } from './class-tf-idf.ts';
import type { Phrase } from './extract-phrases.ts';

export interface ScoredPhrase extends Phrase {
  score: number;
  /** Share of the members that say all its words, in [0, 1]. */
  coverage: number;
  /** Only one of four or more members says it: no name for the others. */
  isLone: boolean;
}

/** An inner node is named after a phrase only if this share of its members says it; else after its largest children. */
const INNER_COVERAGE = 0.4;

const MAX_NAME_WORDS = 10;

/**
 * Ranks the phrases of a cluster's members: distinctive words, said by many members, two to four words long.
 *
 * @param members - the phrases of each member. @returns best first; equal phrases are merged under the likeliest form.
 */
export function rankPhrases(members: readonly (readonly Phrase[])[], weights: WordWeights): ScoredPhrase[] {
  const groups = new Map<string, { phrase: Phrase; forms: Map<string, number>; members: number }>();
  for (const phrases of members) {
    const seen = new Set<string>();
    for (const phrase of phrases) {
      const key = `${phrase.kind}:${phrase.words.join(' ')}`;
      const group = groups.get(key) ?? { phrase, forms: new Map<string, number>(), members: 0 };
      groups.set(key, group);
      group.forms.set(phrase.surface, (group.forms.get(phrase.surface) ?? 0) + 1);
      if (!seen.has(key)) group.members++;
      seen.add(key);
    }
  }
  const wordSets = members.map((phrases) => new Set(phrases.flatMap((phrase) => phrase.words)));
  return [...groups.values()]
    .map(({ phrase, forms }) => {
      const distinct = [...new Set(phrase.words)];
      const weight = distinct.reduce((sum, word) => sum + (weights.get(word) ?? 0), 0);
      const covered = wordSets.filter((words) => distinct.every((word) => words.has(word))).length / members.length;
      const lengthFactor = [0, 0.75, 1, 1.05, 1, 0.85, 0.75][distinct.length] ?? 0.6;
      const isLone = members.length > 3 && Math.round(covered * members.length) < 2;
      const score = (weight / Math.sqrt(distinct.length)) * Math.sqrt(covered) * lengthFactor * (isLone ? 0.08 : 1);
      return {
        kind: phrase.kind,
        words: phrase.words,
        surface: likeliestForm(forms),
        score,
        coverage: covered,
        isLone,
      };
    })
    .filter((phrase) => phrase.score > 0)
    .sort((a, b) => b.score - a.score || (a.surface < b.surface ? -1 : 1));
}

function likeliestForm(forms: ReadonlyMap<string, number>): string {
  return [...forms].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))[0][0];
}

/**
 * Puts a name together from ranked phrases, from plain to particular, until it is none of `taken`.
 *
 * The candidates, in order: for an inner node that no phrase covers, its two largest children; the best action that
 * holds the best topic; "topic: action"; the best topic; "topic and topic"; the best topic with another phrase.
 *
 * @param children - names of the children, largest first; empty for a base cluster.
 * @returns null if no candidate is left.
 */
export function composeName(
  ranked: readonly ScoredPhrase[],
  children: readonly string[],
  taken: ReadonlySet<string>,
): string | null {
  const candidates = [...nameAfterChildren(ranked, children), ...nameAfterPhrases(ranked)];
  const fitting = candidates.map(capitalise).filter((name) => name.split(/\s+/).length <= MAX_NAME_WORDS);
  return fitting.find((name) => !taken.has(name.toLowerCase())) ?? null;
}

function nameAfterChildren(ranked: readonly ScoredPhrase[], children: readonly string[]): string[] {
  if (children.length === 0 || (ranked[0]?.coverage ?? 0) >= INNER_COVERAGE) return [];
  const heads = [...new Set(children.map((name) => name.split(/[:;,(]| and /)[0].trim()))];
  // Two words say more than one, and the beginning of a sentence says least; otherwise the larger child comes first.
  const rank = (head: string): number => (head.includes('…') ? 2 : head.includes(' ') ? 0 : 1);
  heads.sort((a, b) => rank(a) - rank(b));
  const [first, ...rest] = heads;
  const more = children.length > 2 ? ' and more' : '';
  return rest.map((second) => (more === '' ? `${first} and ${second}` : `${first}, ${second}${more}`));
}

function nameAfterPhrases(ranked: readonly ScoredPhrase[]): string[] {
  const topics = ranked.filter((phrase) => phrase.kind === 'topic');
  const actions = ranked.filter((phrase) => phrase.kind === 'action');
  const strongest = topics[0] ?? actions[0];
  if (strongest === undefined) return [];
  const best =
    topics.find((topic) => isTelling(topic) && !topic.isLone && topic.score >= 0.4 * strongest.score) ?? strongest;
  const names: string[] = [];
  const strongActions = actions.filter((action) => !action.isLone && action.score >= 0.5 * best.score);
  const holding = strongActions.find((action) => holdsAll(action, best));
  if (holding !== undefined) names.push(holding.surface);
  const other = strongActions.find((action) => !sharesWord(action, best));
  if (other !== undefined) names.push(`${best.surface}: ${other.surface}`);
  if (isTelling(best)) names.push(best.surface);
  const others = topics
    .filter((topic) => topic !== best && !sharesWord(topic, best))
    .sort((a, b) => worth(b) - worth(a));
  for (const topic of others.slice(0, 4)) names.push(`${best.surface} and ${topic.surface}`);
  for (const action of actions.slice(0, 6)) {
    if (!sharesWord(action, best)) names.push(`${best.surface}: ${action.surface}`);
  }
  for (const phrase of ranked.slice(0, 12)) if (phrase !== best) names.push(`${best.surface} (${phrase.surface})`);
  return [...names, best.surface];
}

/** Two words, or an identifier or a name such as OpenFeature: enough to stand alone. A bare acronym is not. */
function isTelling(phrase: Phrase): boolean {
  return phrase.words.length > 1 || /^(?!\p{Lu}+s?$)\p{L}+[\p{Lu}_.]\p{L}*/u.test(phrase.surface);
}

function worth(phrase: ScoredPhrase): number {
  return isTelling(phrase) && !phrase.isLone ? 1.6 * phrase.score : phrase.score;
}

function holdsAll(action: Phrase, topic: Phrase): boolean {
  return topic.words.every((word) => action.words.includes(word));
}

function sharesWord(a: Phrase, b: Phrase): boolean {
  return a.words.some((word) => b.words.includes(word));
}

export function capitalise(text: string): string {
  return /^\p{Ll}[\p{Ll}-]*(\s|:|$)/u.test(text) ? text[0].toUpperCase() + text.slice(1) : text;
}

/**
 * "Users asked about …" with up to three topics, and the most central summary as an example.
 *
 * @example
 * describeCluster([{ surface: 'card delivery', … }], 'How do I locate my card?');
 * // 'Users asked about card delivery. For example: “How do I locate my card?”'
 */
export function describeCluster(ranked: readonly ScoredPhrase[], example: string): string {
  const chosen: ScoredPhrase[] = [];
  for (const phrase of ranked) {
    if (chosen.length === 3) break;
    if (phrase.kind === 'topic' && !chosen.some((other) => sharesWord(other, phrase))) chosen.push(phrase);
  }
  const topics = new Intl.ListFormat('en', { type: 'conjunction' }).format(chosen.map((phrase) => phrase.surface));
  const opening = topics === '' ? 'Users asked about related matters.' : `Users asked about ${topics}.`;
  return example === '' ? opening : `${opening} For example: “${shorten(example, 140)}”`;
}

function shorten(text: string, length: number): string {
  const flat = text.replace(/\s+/g, ' ').trim();
  return flat.length <= length ? flat : `${flat.slice(0, length).replace(/\s+\S*$/, '')} …`;
}

/** Three words in snake_case, from the name and, where that is too short, the most distinctive words. */
export function composeSlug(name: ClusterName['name'], weights: WordWeights): string {
  const fromName = name.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  const distinctive = [...weights].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).map(([word]) => word);
  const words = [...new Set([...fromName.filter((word) => word !== 'and'), ...distinctive])];
  return (
    words
      .flatMap((word) => word.match(/[\p{L}\p{N}]+/gu) ?? [])
      .slice(0, 3)
      .join('_') || 'other_conversations'
  );
}
