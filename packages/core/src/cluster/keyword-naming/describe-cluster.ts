import type { ClusterName } from '../cluster.ts';
import { choosePhrases } from './choose-phrases.ts';
import { MIXED } from './name-leaf.ts';
import type { ScoredPhrase } from './rank-phrases.ts';
import { sharesWord } from './rank-phrases.ts';

/**
 * "Users asked about …" with up to three topics, and the most central summary as an example.
 *
 * @example
 * describeCluster([{ surface: 'card delivery', … }], 'Card delivery', 'How do I locate my card?');
 * // 'Users asked about card delivery. For example: “How do I locate my card?”'
 */
export function describeCluster(ranked: readonly ScoredPhrase[], name: string, example: string): string {
  const chosen: ScoredPhrase[] = choosePhrases(ranked, { count: 3, leastNew: 1 });
  for (const phrase of ranked) {
    if (chosen.length === 3) break;
    if (phrase.kind === 'topic' && !chosen.some((other) => sharesWord(other, phrase))) chosen.push(phrase);
  }
  const surfaces = chosen.map(({ surface }) => surface);
  const opening = name.startsWith(MIXED)
    ? `Users asked about different things${surfaces.length === 0 ? '' : `, such as ${listTopics(surfaces)}`}.`
    : `Users asked about ${surfaces.length === 0 ? 'related matters' : listTopics(surfaces)}.`;
  return example === '' ? opening : `${opening} For example: “${shorten(example, 140)}”`;
}

const LIST = new Intl.ListFormat('en', { type: 'conjunction' });

function listTopics(surfaces: readonly string[]): string {
  return LIST.format(surfaces);
}

function shorten(text: string, length: number): string {
  const flat = text.replace(/\s+/g, ' ').trim();
  return flat.length <= length ? flat : `${flat.slice(0, length).replace(/\s+\S*$/, '')} …`;
}

/** Three words in snake_case, from the name and, where that is too short, from the phrases that set the cluster apart. */
export function composeSlug(name: ClusterName['name'], ranked: readonly ScoredPhrase[]): string {
  const texts = [name, ...ranked.slice(0, 12).map(({ surface }) => surface)];
  const words = texts.flatMap((text) => text.toLowerCase().match(/[\p{L}\p{M}\p{N}]+/gu) ?? []);
  const distinct = [...new Set(words.filter((word) => word !== 'and'))];
  return distinct.slice(0, 3).join('_') || 'other_conversations';
}
