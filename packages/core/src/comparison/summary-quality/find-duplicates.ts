import { createPause } from '../../math/create-pause.ts';

/** Which texts say the same as another one. */
export interface Duplicates {
  /** 1 where another text is the same but for case, punctuation and white space; NaN where there is no text. Length n. */
  exact: Float32Array;
  /** 1 where another text shares most of its words (exact duplicates too). Length n. */
  near: Float32Array;
  /** The texts that occur most often, at least twice, most frequent first; at most ten. */
  mostRepeated: { text: string; count: number }[];
}

const WORD = /[\p{L}\p{N}]+/gu;

/**
 * Finds exact and near duplicates: texts whose sets of words have a Jaccard index of at least `threshold`.
 *
 * No pair is missed. Two sets of that Jaccard index must share one of their rarest words, so only texts that share a
 * word of this prefix are compared.
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
    const key = (text.normalize('NFKC').toLowerCase().match(WORD) ?? []).join(' ');
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
  const sets = toSetsOfRareFirst(texts);
  const order = sets.map((_, i) => i).filter((i) => sets[i].length > 0);
  order.sort((a, b) => sets[a].length - sets[b].length || a - b);

  const hasNear = new Uint8Array(texts.length);
  const postings = new Map<number, number[]>();
  const comparedWith = new Int32Array(texts.length).fill(-1);
  for (const x of order) {
    const set = sets[x];
    const smallest = Math.ceil(threshold * set.length - 1e-9);
    const prefix = set.length - smallest + 1;
    for (let p = 0; p < prefix; p++) {
      const list = postings.get(set[p]) ?? [];
      for (let q = list.length - 1; q >= 0; q--) {
        const y = list[q];
        // Postings are in the order of size: all further ones are too small.
        if (sets[y].length < smallest) break;
        if (comparedWith[y] === x || (hasNear[x] === 1 && hasNear[y] === 1)) continue;
        comparedWith[y] = x;
        const shared = countShared(set, sets[y]);
        if (shared + 1e-9 < threshold * (set.length + sets[y].length - shared)) continue;
        hasNear[x] = 1;
        hasNear[y] = 1;
      }
      list.push(x);
      postings.set(set[p], list);
    }
    await pause();
  }
  return hasNear;
}

/** Each text's distinct words as numbers, ascending; rarer words have smaller numbers. */
function toSetsOfRareFirst(texts: readonly string[]): Int32Array[] {
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
  return sets.map((set) => Int32Array.from(set, (id) => rank[id]).sort());
}

function countShared(a: Int32Array, b: Int32Array): number {
  let shared = 0;
  for (let i = 0, j = 0; i < a.length && j < b.length;) {
    if (a[i] === b[j]) {
      shared++;
      i++;
      j++;
    } else if (a[i] < b[j]) i++;
    else j++;
  }
  return shared;
}
