import type { ClusterName } from '../cluster.ts';
import type { WordWeights } from './class-tf-idf.ts';
import type { Phrase } from './extract-phrases.ts';

export interface ScoredPhrase extends Phrase {
  score: number;
}

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
      const score = (weight / Math.sqrt(distinct.length)) * (0.35 + covered) * lengthFactor;
      return { kind: phrase.kind, words: phrase.words, surface: likeliestForm(forms), score };
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
 * The candidates, in order: the best action that holds the best topic; "topic: action"; "topic and topic"; the best
 * topic with further distinctive phrases.
 */
export function composeName(ranked: readonly ScoredPhrase[], taken: ReadonlySet<string>): string | null {
  const topics = ranked.filter((phrase) => phrase.kind === 'topic');
  const actions = ranked.filter((phrase) => phrase.kind === 'action');
  const best = topics[0] ?? actions[0];
  if (best === undefined) return null;
  const candidates: string[] = [];
  const holding = actions.find((action) => action.score >= 0.5 * best.score && holdsAll(action, best));
  if (holding !== undefined) candidates.push(holding.surface);
  const strong = actions.find((action) => action.score >= 0.5 * best.score && !sharesWord(action, best));
  if (strong !== undefined) candidates.push(`${best.surface}: ${strong.surface}`);
  const others = topics.slice(1).filter((topic) => !sharesWord(topic, best));
  if (best.words.length > 1 && holding === undefined) candidates.push(best.surface);
  for (const other of others.slice(0, 4)) candidates.push(`${best.surface} and ${other.surface}`);
  for (const action of actions.slice(0, 6))
    if (!sharesWord(action, best)) candidates.push(`${best.surface}: ${action.surface}`);
  for (const other of ranked.slice(0, 12)) if (other !== best) candidates.push(`${best.surface} (${other.surface})`);
  candidates.push(best.surface);
  const fitting = candidates.map(capitalise).filter((name) => name.split(/\s+/).length <= MAX_NAME_WORDS);
  return fitting.find((name) => !taken.has(name.toLowerCase())) ?? null;
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
