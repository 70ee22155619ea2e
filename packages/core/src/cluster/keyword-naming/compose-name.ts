import { nameAfterLanguage } from './name-after-language.ts';
import { nameInnerNode } from './name-inner-node.ts';
import { nameLeaf } from './name-leaf.ts';
import type { ScoredPhrase } from './rank-phrases.ts';

/** Longer names are cut off where they are shown. */
const MAX_NAME_LENGTH = 60;
const MAX_NAME_WORDS = 10;

export interface ComposeNameOptions {
  /** Names of the children, largest first; empty for a base cluster. */
  children?: readonly string[];
  /** What most members are written in if it is not English: "hindi", or "other" for several. */
  language?: string | null;
}

/**
 * Puts a name together from ranked phrases, from plain to particular, until it is none of `taken`.
 *
 * A name says no more than the members do: one phrase where enough of them say it, two where two together reach more, and
 * otherwise a list that calls itself one ("Mixed: refunds, login, exports"). An inner node does not repeat the name of a
 * child, for it holds the others too.
 *
 * @param ranked - best first, of `memberCount` members.
 * @param taken - names of siblings in lower case.
 * @returns the first free candidate, or with a number if all are taken; null for no phrase.
 */
export function composeName(
  ranked: readonly ScoredPhrase[],
  memberCount: number,
  taken: ReadonlySet<string>,
  { children = [], language = null }: ComposeNameOptions = {},
): string | null {
  const isInner = children.length > 0;
  const names =
    (language === null ? null : nameAfterLanguage(ranked, { language, isInner })) ??
    (isInner ? nameInnerNode(ranked, memberCount, children) : nameLeaf(ranked, memberCount));
  const candidates = names.map(capitalise);
  const fitting = [...new Set(candidates)].filter(
    (name) => name.length <= MAX_NAME_LENGTH && name.split(/\s+/).length <= MAX_NAME_WORDS,
  );
  if (fitting.length === 0) return null;
  return fitting.find((name) => !taken.has(name.toLowerCase())) ?? number(fitting[0], taken);
}

/** "Card delivery 2": the first of equal names has no number. */
export function number(name: string, taken: ReadonlySet<string>): string {
  if (!taken.has(name.toLowerCase())) return name;
  let next = 2;
  while (taken.has(`${name} ${next}`.toLowerCase())) next++;
  return `${name} ${next}`;
}

export function capitalise(text: string): string {
  return /^\p{Ll}[\p{Ll}\p{M}’'-]*([\s:,(]|$)/u.test(text) ? text[0].toUpperCase() + text.slice(1) : text;
}
