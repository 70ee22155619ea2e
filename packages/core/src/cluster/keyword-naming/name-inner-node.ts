import { choosePhrases, isFit, isTelling, listPhrases, reach } from './choose-phrases.ts';
import type { ScoredPhrase } from './rank-phrases.ts';

/** A phrase names an inner node by itself if this share of its members say it. */
const OWN_COVERAGE = 0.5;
/** Phrases that together reach this share leave nothing out that is worth an "and more". */
const WHOLE_COVERAGE = 0.65;
/** What a phrase of a list has to add, as a share of the members. */
const LEAST_ADDED = 0.04;
const MAX_LENGTH = 60;

/** A child's name is the node's only if this share say it: then that child is most of the node. */
const DOMINATING_COVERAGE = 0.7;

/**
 * Names for a node with children, the best first: what they share, or what most of them are about.
 *
 * @param children - their names.
 */
export function nameInnerNode(
  ranked: readonly ScoredPhrase[],
  memberCount: number,
  children: readonly string[],
): string[] {
  const ofChildren = new Set(children.map((name) => name.toLowerCase()));
  const topics = ranked.filter((phrase) => phrase.kind === 'topic' && !phrase.isLone && isFit(phrase));
  const shared = topics.filter(
    ({ surface, coverage }) => coverage >= (ofChildren.has(surface.toLowerCase()) ? DOMINATING_COVERAGE : OWN_COVERAGE),
  );
  const leastNew = Math.max(2, LEAST_ADDED * memberCount);
  const chosen = choosePhrases(ranked, { count: 6, leastNew });
  const list = chosen.length > 0 ? chosen : topics.slice(0, 2);
  const lists = [3, 2].flatMap((count) => [
    formatList(list.slice(0, count), memberCount),
    formatList([...list.slice(0, count - 1), ...list.slice(count, count + 1)], memberCount),
  ]);
  return [
    ...shared.sort((a, b) => Number(isTelling(b)) - Number(isTelling(a))).map(({ surface }) => surface),
    ...lists.filter((name) => name !== ''),
    ...topics.map(({ surface }) => `${surface} and more`),
    ...ranked.map(({ surface }) => surface),
  ];
}

function formatList(phrases: readonly ScoredPhrase[], memberCount: number): string {
  const surfaces = phrases.map(({ surface }) => surface);
  const isWhole = reach(phrases, memberCount) >= WHOLE_COVERAGE;
  while (surfaces.length > 1 && `${surfaces.join(', ')} and more`.length > MAX_LENGTH) surfaces.pop();
  if (surfaces.length === 0) return '';
  return isWhole && surfaces.length === phrases.length ? listPhrases(surfaces) : `${surfaces.join(', ')} and more`;
}
