import type { WordWeights } from './class-tf-idf.ts';
import type { Phrase } from './extract-phrases.ts';
import { sharesWord } from './rank-phrases.ts';
import type { ScoredPhrase } from './rank-phrases.ts';
import { readWordKeys } from './read-words.ts';

/** An inner node is named after a phrase only if this share of its members says it; else after its largest children. */
const INNER_COVERAGE = 0.4;

/** Where no phrase is said by most members, only their language may be what they share. */
const SCATTERED_COVERAGE = 0.51;

/** A single word that this share of the members says may stand alone. */
const OWN_COVERAGE = 0.6;

const MAX_NAME_WORDS = 10;

/**
 * Puts a name together from ranked phrases, from plain to particular, until it is none of `taken`.
 *
 * The candidates, in order: for an inner node that no phrase covers, the two children that tell most of it; the best action that
 * holds the best topic; "topic: action"; the best topic; "topic and topic"; the best topic with another phrase.
 *
 * @param children - names of the children, largest first; empty for a base cluster.
 * @param options.weights - the words that set the cluster apart; children that name them come first.
 * @param options.language - what most members speak if it is not English: "Hindi". It names a cluster that shares no phrase.
 * @returns the first free candidate, or with a number if all are taken; null for no phrase and no child.
 */
export function composeName(
  ranked: readonly ScoredPhrase[],
  children: readonly string[],
  taken: ReadonlySet<string>,
  { weights = new Map(), language = null }: { weights?: WordWeights; language?: string | null } = {},
): string | null {
  const candidates = [
    ...nameAfterChildren(ranked, children, weights),
    ...(language === null ? [] : nameAfterLanguage(ranked, language)),
    ...nameAfterPhrases(ranked),
  ];
  const fitting = candidates.map(capitalise).filter((name) => name.split(/\s+/).length <= MAX_NAME_WORDS);
  return (
    fitting.find((name) => !taken.has(name.toLowerCase())) ?? (fitting.length > 0 ? number(fitting[0], taken) : null)
  );
}

/** "Card delivery 2": the first of equal names has no number. */
export function number(name: string, taken: ReadonlySet<string>): string {
  if (!taken.has(name.toLowerCase())) return name;
  let next = 2;
  while (taken.has(`${name} ${next}`.toLowerCase())) next++;
  return `${name} ${next}`;
}

/** For members that share little but a language. */
function nameAfterLanguage(ranked: readonly ScoredPhrase[], language: string): string[] {
  const isShared = ({ isLone, coverage, words }: ScoredPhrase): boolean =>
    !isLone && coverage >= (words.length > 1 ? SCATTERED_COVERAGE : OWN_COVERAGE);
  if (ranked.some(isShared)) return [];
  return [`Requests in ${language}`, ...ranked.slice(0, 3).map(({ surface }) => `${surface} (${language})`)];
}

function nameAfterChildren(
  ranked: readonly ScoredPhrase[],
  children: readonly string[],
  weights: WordWeights,
): string[] {
  const [best] = ranked;
  if (children.length === 0 || (best !== undefined && best.coverage >= INNER_COVERAGE && isTelling(best))) return [];
  const heads = [...new Set(children.map((name) => name.split(/[:;,(]| and more/)[0].trim()))].map((head, place) => {
    const words = readWordKeys(head);
    const weight =
      words.reduce((sum, word) => sum + (weights.get(word) ?? 0), 0) / Math.sqrt(Math.max(1, words.length));
    // Larger children come first; two words say more than one, and the beginning of a sentence says least.
    const worth = ((head.includes(' ') ? 1.5 : 1) * weight) / Math.sqrt(1 + place);
    return { head, words, worth: head.includes('…') ? -1 : worth };
  });
  heads.sort((a, b) => b.worth - a.worth);
  const [first, ...rest] = heads;
  const isNews = ({ words }: { words: string[] }): boolean => !words.some((word) => first.words.includes(word));
  const more = children.length > 2 ? ' and more' : '';
  return [...rest.filter(isNews), ...rest.filter((other) => !isNews(other))].map((second) =>
    more === '' ? joinTwo(first.head, second.head) : `${first.head}, ${second.head}${more}`,
  );
}

/** "fees and rates"; where one of them has an "and" already, a comma. */
function joinTwo(first: string, second: string): string {
  return / and /.test(`${first} ${second}`) ? `${first}, ${second}` : `${first} and ${second}`;
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
  if (other !== undefined) names.push(isTelling(best) ? best.surface : `${best.surface}: ${other.surface}`);
  if (isTelling(best)) names.push(best.surface);
  const others = topics
    .filter((topic) => topic !== best && !sharesWord(topic, best))
    .sort((a, b) => rateCompanion(b) - rateCompanion(a));
  const shared = others.filter((topic) => !topic.isLone);
  for (const topic of shared.slice(0, 3)) names.push(joinTwo(best.surface, topic.surface));
  // A word that most members say names the cluster better than with a companion that only one of them says.
  if (best.coverage >= OWN_COVERAGE) names.push(best.surface);
  for (const topic of others.slice(0, 4)) names.push(joinTwo(best.surface, topic.surface));
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

function rateCompanion(phrase: ScoredPhrase): number {
  return isTelling(phrase) && !phrase.isLone ? 1.6 * phrase.score : phrase.score;
}

function holdsAll(action: Phrase, topic: Phrase): boolean {
  return topic.words.every((word) => action.words.includes(word));
}

export function capitalise(text: string): string {
  return /^\p{Ll}[\p{Ll}-]*(\s|:|$)/u.test(text) ? text[0].toUpperCase() + text.slice(1) : text;
}
