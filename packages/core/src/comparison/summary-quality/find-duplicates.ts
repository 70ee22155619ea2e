import { createPause } from '../../math/create-pause.ts';
import { splitWords } from './split-words.ts';

/** Which texts say the same as another one. */
export interface Duplicates {
  /** 1 where another text is the same but for case, punctuation and white space; NaN where there is no text. Length n. */
  exact: Float32Array;
  /** 1 where another text shares most of its words (exact duplicates too). Length n. */
  near: Float32Array;
  /** The texts that occur most often, at least twice, most frequent first; at most ten. */
  mostRepeated: { text: string; count: number }[];
}

/**
 * Finds exact and near duplicates: texts whose sets of words have a Jaccard index of at least `threshold`.
 *
 * No pair is missed. Two sets of that Jaccard index must share two of their rarest words (of a size that follows from
 * the threshold), so only texts that share such a pair are compared.
 *
 * @param threshold - in (0, 1]
 * @see Xiao, Wang, Lin and Yu, "Efficient Similarity Joins for Near Duplicate Detection", WWW 2008
 */
export async function findDuplicates(
  texts: readonly (string | null)[],
  { threshold = 0.8, signal }: { threshold?: number; signal?: AbortSignal } = {},
): Promise<Duplicates> {
  const groups = new Map<string, number[]>();
  texts.forEach((text, i) => {
    if (text === null) return;
    const key = splitWords(text.normalize('NFKC')).join(' ');
    const members = groups.get(key);
    if (members === undefined) groups.set(key, [i]);
    else members.push(i);
  });

  const exact = Float32Array.from(texts, (text) => (text === null ? Number.NaN : 0));
  const near = exact.slice();
  const repeated = [...groups.values()].filter((members) => members.length > 1);
  for (const members of repeated) {
    for (const i of members) {
      exact[i] = 1;
      near[i] = 1;
    }
  }
  const hasNear = await findNearPairs([...groups.keys()], threshold, signal);
  [...groups.values()].forEach((members, distinct) => {
    if (hasNear[distinct] === 1) for (const i of members) near[i] = 1;
  });

  repeated.sort((a, b) => b.length - a.length || a[0] - b[0]);
  const mostRepeated = repeated.slice(0, 10).map((members) => ({ text: texts[members[0]]!, count: members.length }));
  return { exact, near, mostRepeated };
}

/** 1 for each of the distinct texts that has a near duplicate among the others. */
async function findNearPairs(texts: readonly string[], threshold: number, signal?: AbortSignal): Promise<Uint8Array> {
  const pause = createPause(signal);
  const { sets, wordCount } = toSetsOfRareFirst(texts);
  const sizes = Int32Array.from(sets, (set) => set.length);
  const order = sets.map((_, i) => i).filter((i) => sizes[i] > 0);
  order.sort((a, b) => sizes[a] - sizes[b] || a - b);

  const hasNear = new Uint8Array(texts.length);
  const postings = new Map<number, number[]>();
  const comparedWith = new Int32Array(texts.length).fill(-1);
  for (const x of order) {
    const smallest = leastShared(sizes[x], threshold);
    const keys = keysOf(sets[x], smallest, wordCount);
    for (const key of smallest < 2 ? keys.words : keys.pairs) {
      const list = postings.get(key);
      if (list === undefined) continue;
      for (let q = list.length - 1; q >= 0; q--) {
        const y = list[q];
        // Postings are in the order of size: all further ones are too small.
        if (sizes[y] < smallest) break;
        if (comparedWith[y] === x || (hasNear[x] === 1 && hasNear[y] === 1)) continue;
        comparedWith[y] = x;
        const needed = Math.ceil((threshold / (1 + threshold)) * (sizes[x] + sizes[y]) - 1e-9);
        if (!haveShared(sets[x], sets[y], needed)) continue;
        hasNear[x] = 1;
        hasNear[y] = 1;
      }
    }
    for (const key of smallest < 2 ? [...keys.words, ...keys.pairs] : keys.pairs) {
      const list = postings.get(key);
      if (list === undefined) postings.set(key, [x]);
      else list.push(x);
    }
    await pause();
  }
  return hasNear;
}

/** A set of `size` words shares at least so many with any set of no more words that is near enough. */
function leastShared(size: number, threshold: number): number {
  return Math.ceil(threshold * size - 1e-9);
}

/**
 * What a near duplicate must have in common: of sets that share s words, the first size − s + 1 share one and the first
 * size − s + 2 share two. Sets that may share a single word need the former, too.
 */
function keysOf(set: Int32Array, smallest: number, wordCount: number): { words: number[]; pairs: number[] } {
  const pairs: number[] = [];
  const prefix = Math.min(set.length, set.length - smallest + 2);
  for (let p = 1; p < prefix; p++) for (let q = 0; q < p; q++) pairs.push((set[q] + 1) * wordCount + set[p]);
  return { words: smallest < 2 ? Array.from(set) : [], pairs };
}

/** Each text's distinct words as numbers, ascending; rarer words have smaller numbers. */
function toSetsOfRareFirst(texts: readonly string[]): { sets: Int32Array[]; wordCount: number } {
  const ids = new Map<string, number>();
  const frequency: number[] = [];
  const sets = texts.map((text) => {
    const set = new Set<number>();
    for (const word of text === '' ? [] : text.split(' ')) {
      let id = ids.get(word);
      if (id === undefined) {
        id = ids.size;
        ids.set(word, id);
        frequency.push(0);
      }
      set.add(id);
    }
    for (const id of set) frequency[id]++;
    return set;
  });
  const order = frequency.map((_, id) => id).sort((a, b) => frequency[a] - frequency[b] || a - b);
  const rank = new Int32Array(order.length);
  order.forEach((id, position) => {
    rank[id] = position;
  });
  return { sets: sets.map((set) => Int32Array.from(set, (id) => rank[id]).sort()), wordCount: order.length };
}

/** Whether two ascending lists share `needed` numbers; gives up as soon as they cannot. */
function haveShared(a: Int32Array, b: Int32Array, needed: number): boolean {
  let sparedA = a.length - needed;
  let sparedB = b.length - needed;
  for (let i = 0, j = 0; sparedA >= 0 && sparedB >= 0;) {
    if (i === a.length || j === b.length) return true;
    if (a[i] === b[j]) {
      i++;
      j++;
    } else if (a[i] < b[j]) {
      i++;
      sparedA--;
    } else {
      j++;
      sparedB--;
    }
  }
  return false;
}
