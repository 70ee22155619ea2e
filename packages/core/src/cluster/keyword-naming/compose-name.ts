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
  /** Whether many are in other languages than the rest. */
  hasForeign?: boolean;
}

/**
 * Puts names together from ranked phrases, from plain to particular.
 *
 * A name says no more than the members do: one phrase where enough of them say it, two where two together reach more, and
 * otherwise a list that calls itself one ("Mixed: refunds, login, exports"). An inner node does not repeat the name of a
 * child, for it holds the others too.
 *
 * @param ranked - best first, of `memberCount` members.
 * @returns best first; none for no phrase.
 */
export function listNames(
  ranked: readonly ScoredPhrase[],
  memberCount: number,
  { children = [], language = null, hasForeign = false }: ComposeNameOptions = {},
): string[] {
  const isInner = children.length > 0;
  const names =
    (language === null ? null : nameAfterLanguage(ranked, { language, isInner })) ??
    (isInner ? nameInnerNode(ranked, memberCount, { children, hasForeign }) : nameLeaf(ranked, memberCount));
  return [...new Set(names.map(capitalise))].filter(isFitting);
}

/** Whether a name is short enough to be shown whole. */
export function isFitting(name: string): boolean {
  return name.length <= MAX_NAME_LENGTH && name.split(/\s+/).length <= MAX_NAME_WORDS;
}

export function capitalise(text: string): string {
  return /^\p{Ll}[\p{Ll}\p{M}’'-]*([\s:,(]|$)/u.test(text) ? text[0].toUpperCase() + text.slice(1) : text;
}
