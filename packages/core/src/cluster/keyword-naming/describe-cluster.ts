import type { ClusterName } from '../cluster.ts';
import type { WordWeights } from './class-tf-idf.ts';
import type { ScoredPhrase } from './rank-phrases.ts';
import { sharesWord } from './rank-phrases.ts';

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
