import { choosePhrases, isFit, isProduct, isTelling, listPhrases, MOST_ELSEWHERE, reach } from './choose-phrases.ts';
import { isWeakAlone } from './empty-words.ts';
import { LEAST_LIFT } from './rank-phrases.ts';
import type { ScoredPhrase } from './rank-phrases.ts';
import { readWordKeys } from './read-words.ts';

/** A phrase names an inner node by itself if this share of its members say it. */
const OWN_COVERAGE = 0.5;
/** Phrases that together reach this share leave nothing out that is worth an "and more". */
const WHOLE_COVERAGE = 0.65;
/** What a phrase of a list has to add, as a share of the members. */
const LEAST_ADDED = 0.02;
/** A word that this share of the members say may stand in several phrases of a list. */
const COMMON = 0.4;
const MAX_LISTED = 3;
/** A word is a node's subject if this share of its members say it, and no more than that share of the others. */
const SUBJECT_COVERAGE = 0.6;
const SUBJECT_ELSEWHERE = 0.2;
const MAX_LENGTH = 60;
const OTHER_LANGUAGES = ' and other languages';

/** A child's name is the node's only if this share say it: then that child is most of the node. */
const DOMINATING_COVERAGE = 0.7;

/**
 * Names for a node with children, the best first: what they share, or what most of them are about.
 *
 * @param options.children - their names.
 * @param options.hasForeign - whether enough members are in other languages to say so.
 */
export function nameInnerNode(
  ranked: readonly ScoredPhrase[],
  memberCount: number,
  { children, hasForeign }: { children: readonly string[]; hasForeign: boolean },
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
  // What many say comes first, and what few say fills the list.
  const first = choosePhrases(ranked, { count: MAX_LISTED, leastNew: 2 * leastNew, common });
  const chosen = choosePhrases(ranked, { count: 6, leastNew, first, common });
  const list = chosen.length > 0 ? chosen : topics.slice(0, 2);
  const lists = [list, ...list.slice(1).map((left) => list.filter((phrase) => phrase !== left))].map((phrases) =>
    formatList(phrases, { memberCount, hasForeign }),
  );
  const byCoverage = [...shared].sort((a, b) => b.coverage - a.coverage);
  const subject = findSubject(ranked);
  return [
    ...byCoverage.filter(isTelling).map(({ surface }) => surface),
    ...(subject === null
      ? []
      : listUnderSubject(
          subject,
          choosePhrases(ranked, { count: 7, leastNew, common: new Set([...common, ...subject.words]) }),
        )),
    ...byCoverage.map(({ surface }) => surface),
    ...lists.filter((name) => name !== ''),
    ...topics.map(({ surface }) => `${surface} and more`),
    ...ranked.map(({ surface }) => surface),
  ];
}

/** As many of the phrases as there is room for. */
function formatList(
  phrases: readonly ScoredPhrase[],
  { memberCount, hasForeign }: { memberCount: number; hasForeign: boolean },
): string {
  const ending = hasForeign ? OTHER_LANGUAGES : ' and more';
  const most = hasForeign ? MAX_LISTED - 1 : MAX_LISTED;
  const fitting: ScoredPhrase[] = [];
  for (const phrase of phrases) {
    const surfaces = [...fitting, phrase].map(({ surface }) => surface);
    if (fitting.length < most && `${surfaces.join(', ')}${ending}`.length <= MAX_LENGTH) fitting.push(phrase);
  }
  const surfaces = fitting.map(({ surface }) => surface);
  if (surfaces.length === 0) return '';
  const isWhole = !hasForeign && reach(fitting, memberCount) >= WHOLE_COVERAGE;
  return isWhole ? listPhrases(surfaces) : `${surfaces.join(', ')}${ending}`;
}

/** What most members are about in one plain word, however common the word is elsewhere; null if there is none. */
function findSubject(ranked: readonly ScoredPhrase[]): ScoredPhrase | null {
  const subject = ranked.find(
    (phrase) =>
      phrase.kind === 'topic' &&
      phrase.words.length === 1 &&
      phrase.coverage >= SUBJECT_COVERAGE &&
      phrase.lift >= LEAST_LIFT &&
      phrase.elsewhere <= SUBJECT_ELSEWHERE &&
      !isProduct(phrase) &&
      !isWeakAlone({ surface: phrase.surface, key: phrase.words[0] }),
  );
  return subject ?? null;
}

/** "Cards: new, virtual, lost and more": what is said of the subject, without repeating it. */
function listUnderSubject(subject: ScoredPhrase, phrases: readonly ScoredPhrase[]): string[] {
  const isSubject = (word: string): boolean => readWordKeys(word)[0] === subject.words[0];
  const parts: string[] = [];
  for (const { surface, words, wordsElsewhere } of phrases) {
    // Infinity where nothing but the subject is left.
    const rarest = Math.min(...wordsElsewhere.filter((_, i) => words[i] !== subject.words[0]));
    if (rarest > MOST_ELSEWHERE) continue;
    const said = surface.split(' ');
    if (isSubject(said[0])) said.shift();
    else if (isSubject(said.at(-1)!)) said.pop();
    const part = said.join(' ');
    const isNews =
      !said.some(isSubject) &&
      !/^(?:of|for|from|in|on|to|with|by|at) | (?:of|for|from|in|on|to|with|by|at)$/.test(part);
    if (
      isNews &&
      parts.length < MAX_LISTED &&
      `${[subject.surface, ...parts, part].join(', ')} and more`.length <= MAX_LENGTH
    )
      parts.push(part);
  }
  return parts.length < 2 ? [] : [`${subject.surface}: ${parts.join(', ')} and more`];
}
