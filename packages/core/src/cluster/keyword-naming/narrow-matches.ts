import nlp from 'compromise/three';

/** The library's patterns by what a sentence has to hold for them: a word, or a tag such as `#Noun`. */
interface Net {
  hooks: Readonly<Record<string, readonly unknown[]>>;
}

interface Matching {
  /** What each sentence holds. */
  cacheDoc(sentences: unknown): ReadonlySet<string>[];
  bulkMatch(sentences: unknown, net: Net, ...rest: unknown[]): unknown;
}

const { one } = nlp.methods() as unknown as { one: Matching };
const matchAll = one.bulkMatch;
const places = new WeakMap<Net, ReadonlyMap<string, number>>();

/**
 * Gives the library only those patterns that a sentence holds something of, in their order: left alone it asks for each
 * of some thousand whether the sentence does, which takes a tenth of the time of tagging. The tags are the same.
 */
export function narrowMatches(): void {
  one.bulkMatch = (sentences, net, ...rest) => matchAll(sentences, narrow(net, one.cacheDoc(sentences)), ...rest);
}

function narrow(net: Net, held: readonly ReadonlySet<string>[]): Net {
  let order = places.get(net);
  if (order === undefined) {
    order = new Map(Object.keys(net.hooks).map((key, place) => [key, place]));
    places.set(net, order);
  }
  const known = order;
  const keys = new Set(held.flatMap((set) => [...set].filter((key) => known.has(key))));
  const sorted = [...keys].sort((a, b) => known.get(a)! - known.get(b)!);
  return { ...net, hooks: Object.fromEntries(sorted.map((key) => [key, net.hooks[key]])) };
}
