import { choosePhrases, isFit, isTelling, listPhrases, reach } from './choose-phrases.ts';
import type { ScoredPhrase } from './rank-phrases.ts';

/** A phrase names an inner node by itself if this share of its members say it. */
const OWN_COVERAGE = 0.5;
/** Phrases that together reach this share leave nothing out that is worth an "and more". */
const WHOLE_COVERAGE = 0.65;
/** What a phrase of a list has to add, as a share of the members. */
const LEAST_ADDED = 0.02;
/** A word that this share of the members say may stand in several phrases of a list. */
const COMMON = 0.4;
const MAX_LISTED = 3;
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
  // Where most are about cards, "lost card, new card" is a list of two.
  const common = new Set(
    ranked.flatMap(({ words, coverage }) => (words.length === 1 && coverage >= COMMON ? words : [])),
  );
  const leastNew = Math.max(2, LEAST_ADDED * memberCount);
  const chosen = choosePhrases(ranked, { count: 6, leastNew, common });
  const list = chosen.length > 0 ? chosen : topics.slice(0, 2);
  const lists = [list, ...list.slice(1).map((left) => list.filter((phrase) => phrase !== left))].map((phrases) =>
    formatList(phrases, memberCount),
  );
  return [
    ...shared.sort((a, b) => Number(isTelling(b)) - Number(isTelling(a))).map(({ surface }) => surface),
    ...lists.filter((name) => name !== ''),
    ...topics.map(({ surface }) => `${surface} and more`),
    ...ranked.map(({ surface }) => surface),
  ];
}

/** As many of the phrases as there is room for. */
function formatList(phrases: readonly ScoredPhrase[], memberCount: number): string {
  const fitting: ScoredPhrase[] = [];
  for (const phrase of phrases) {
    const surfaces = [...fitting, phrase].map(({ surface }) => surface);
    if (fitting.length < MAX_LISTED && `${surfaces.join(', ')} and more`.length <= MAX_LENGTH) fitting.push(phrase);
  }
  const surfaces = fitting.map(({ surface }) => surface);
  if (surfaces.length === 0) return '';
  const isWhole = reach(fitting, memberCount) >= WHOLE_COVERAGE;
  return isWhole ? listPhrases(surfaces) : `${surfaces.join(', ')} and more`;
}
