import { choosePhrases, isFit, isProduct, isTelling, listPhrases, reach } from './choose-phrases.ts';
import { isWeakAlone } from './empty-words.ts';
import { JOINED, sharesWord } from './rank-phrases.ts';
import type { ScoredPhrase } from './rank-phrases.ts';

/** A phrase names a cluster if this share of its members say it; a single plain word has to be said by more. */
const OWN_COVERAGE = 1 / 3;
const OWN_COVERAGE_OF_WORD = 0.5;
/** Fewer are enough for a thing that most members name by one of its words. */
const ANCHORED_COVERAGE = 0.2;
const LEAST_ANCHOR = 0.6;
/** What fewer say is joined by a second phrase that others say. */
const ALONE_COVERAGE = 0.5;
/** What most say names a cluster that nothing better names, if it is much likelier here, and not everywhere. */
const ANCHOR_COVERAGE = 0.6;
const ANCHOR_LIFT = 0.55;
const ANCHOR_ELSEWHERE = 0.25;
/** The same for a word that says little alone. */
const WEAK_ANCHOR_COVERAGE = 0.75;
const WEAK_ANCHOR_LIFT = 1;
/** A longer phrase says more than its part if nearly as many members say it. */
const KEPT_BY_LONGER = 0.7;
const KEPT_BY_JOINED = 0.85;
/** A single word says less of a pair than of a cluster. */
const PARTNER_LIFT = 1.2;
const MAX_LISTED = 3;
/** A phrase that one member alone says is listed only if it is short and plain. */
const PLAIN = /^[\p{L}\p{N}_.&'’ -]{3,28}$/u;
const MAX_LENGTH = 60;
/** What the name of a cluster begins with whose members share no topic. */
export const MIXED = 'Mixed: ';

/** Whether a name is a list of what its members are about, or says that there is nothing to say. */
export function isListedName(name: string): boolean {
  return /^(?:Mixed|Conversations without)\b/.test(name);
}

/** Names for a base cluster, the best first. */
export function nameLeaf(ranked: readonly ScoredPhrase[], memberCount: number): string[] {
  const mains = ranked.filter((phrase) => isMain(phrase, memberCount));
  const main = chooseMain(mains);
  const mixed = listMixed(ranked, memberCount);
  if (main === null) return [...nameByAnchor(ranked), ...mixed];

  const forms = [...new Set([completePhrase(main, ranked).surface, main.surface])];
  const others = choosePhrases(ranked, { count: 5, leastNew: 1, first: [main] }).slice(1);
  const partners = others.filter(
    (other) =>
      main.kind === 'topic' &&
      (isTelling(other) || other.lift >= PARTNER_LIFT) &&
      other.saidBy.length >= Math.max(2, 0.2 * memberCount) &&
      reach([main, other], memberCount) >= ALONE_COVERAGE,
  );
  const pairs = partners.map((other) => listPhrases([main.surface, other.surface]));
  const particulars = ranked.filter(
    (phrase) => phrase.kind === 'topic' && !sharesWord(phrase, main) && (!phrase.isLone || isListable(phrase)),
  );
  const isEnough = main.coverage >= ALONE_COVERAGE || partners.length === 0;
  return [
    ...(isEnough ? [...forms, ...pairs] : [...pairs, ...forms]),
    ...mains.filter(isTelling).map(({ surface }) => surface),
    ...[...others, ...particulars].map(({ surface }) => `${forms[0]}: ${surface}`),
  ];
}

/** The phrase that most members can be called by; null if there is none. */
function chooseMain(fitting: readonly ScoredPhrase[]): ScoredPhrase | null {
  const [strongest] = fitting;
  if (strongest === undefined) return null;
  const main =
    fitting.find(
      (phrase) =>
        isTelling(phrase) &&
        phrase.needs === undefined &&
        phrase.score >= (phrase.coverage >= Math.max(0.5, strongest.coverage) ? 0.2 : 0.4) * strongest.score,
    ) ?? strongest;
  const wider = fitting.find(
    (phrase) =>
      isTelling(phrase) &&
      phrase.words.length < main.words.length &&
      phrase.words.every((word) => main.words.includes(word)) &&
      main.coverage < KEPT_BY_LONGER * phrase.coverage,
  );
  return wider ?? main;
}

function isWeak(phrase: ScoredPhrase): boolean {
  return !isTelling(phrase) && isWeakAlone({ surface: phrase.surface, key: phrase.words[0] });
}

/** Whether most members say a phrase that is much likelier here, though it may be common elsewhere. */
export function isAnchor(phrase: ScoredPhrase): boolean {
  return (
    phrase.coverage >= ANCHOR_COVERAGE &&
    phrase.lift >= ANCHOR_LIFT &&
    phrase.elsewhere <= ANCHOR_ELSEWHERE &&
    !isProduct(phrase) &&
    (!isWeak(phrase) || (phrase.coverage >= WEAK_ANCHOR_COVERAGE && phrase.lift >= WEAK_ANCHOR_LIFT))
  );
}

/**
 * A word that most members say, however common it is, with what they say of it: "Experiments: exposures, layers" tells
 * more than that the cluster is mixed.
 */
function nameByAnchor(ranked: readonly ScoredPhrase[]): string[] {
  const anchor = ranked.find((phrase) => phrase.kind === 'topic' && isAnchor(phrase));
  if (anchor === undefined) return [];
  const others = ranked.filter((phrase) => !sharesWord(phrase, anchor));
  const details = choosePhrases(others, { count: 2, leastNew: 1 }).map(({ surface }) => surface);
  const list = `${anchor.surface}: ${details.join(', ')}`;
  if (isWeak(anchor) && details.length < 2) return [];
  // One alone would pass for what all of them are about.
  return details.length === 2 && list.length <= MAX_LENGTH ? [list, anchor.surface] : [anchor.surface];
}

function isMain(phrase: ScoredPhrase, memberCount: number): boolean {
  if (phrase.isLone || phrase.saidBy.length < Math.min(2, memberCount) || !isFit(phrase)) return false;
  if (!isTelling(phrase)) return phrase.coverage >= OWN_COVERAGE_OF_WORD;
  const isAnchored = phrase.kind === 'topic' && phrase.anchor >= LEAST_ANCHOR && !JOINED.test(phrase.surface);
  return phrase.coverage >= (isAnchored ? ANCHORED_COVERAGE : OWN_COVERAGE);
}

/** "card" becomes "block card" where most who say the one say the other too. */
function completePhrase(main: ScoredPhrase, ranked: readonly ScoredPhrase[]): ScoredPhrase {
  const longer = ranked.find(
    (phrase) =>
      !phrase.isLone &&
      phrase.words.length > main.words.length &&
      phrase.words.length <= 4 &&
      main.words.every((word) => phrase.words.includes(word)) &&
      phrase.coverage >= (JOINED.test(phrase.surface) ? KEPT_BY_JOINED : KEPT_BY_LONGER) * main.coverage,
  );
  return longer ?? main;
}

/** "Mixed: refunds, login, exports", for members that no phrase covers. */
function listMixed(ranked: readonly ScoredPhrase[], memberCount: number): string[] {
  const shared = choosePhrases(ranked, { count: MAX_LISTED + 2, leastNew: 1 });
  const lone = ranked.filter((phrase) => phrase.kind === 'topic' && phrase.isLone && isListable(phrase));
  const actions = ranked.filter((phrase) => phrase.kind === 'action' && !phrase.isLone);
  const weak = ranked.filter((phrase) => !phrase.isLone && !isFit(phrase));
  const items: ScoredPhrase[] = [];
  for (const phrase of [...shared, ...lone, ...actions, ...weak]) {
    const isNews = !items.some((item) => sharesWord(item, phrase));
    if (isNews && (items.length < 2 || shared.includes(phrase))) items.push(phrase);
  }
  const spare = lone.filter((phrase) => !items.some((item) => sharesWord(item, phrase)));
  // What one of many says is no name for all of them.
  if (memberCount > 1 && items.length === 1 && items[0].isLone) return [];
  const names = [items, ...spare.map((phrase) => [...items.slice(0, 2), phrase])].flatMap(formatMixed);
  return memberCount === 1 ? [...items.map(({ surface }) => surface), ...names] : names;
}

function isListable(phrase: ScoredPhrase): boolean {
  return isTelling(phrase) && phrase.words.length <= 3 && PLAIN.test(phrase.surface);
}

/** As many as there is room for; none for no items. */
function formatMixed(items: readonly ScoredPhrase[]): string[] {
  const surfaces = items.slice(0, MAX_LISTED).map(({ surface }) => surface);
  while (surfaces.length > 1 && `${MIXED}${surfaces.join(', ')}`.length > MAX_LENGTH) surfaces.pop();
  if (surfaces.length === 0) return [];
  return [surfaces.length === 1 ? `${surfaces[0]} and more` : `${MIXED}${surfaces.join(', ')}`];
}
