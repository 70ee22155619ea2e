/** How much each word sets a cluster apart, most first. */
export type WordWeights = Map<string, number>;

/** A word that is not this much likelier here than elsewhere tells little, however common it is. */
const LEAST_LIFT = 1.5;

/**
 * Weighs the words of clusters: class-based TF-IDF on shares of documents.
 *
 * A word's weight in a cluster is p · ln(p / 1.5q), where p is the share of the cluster's documents that hold it and q the
 * share elsewhere: two parts of the share in all other documents and one of the share in the nearest outsiders, so that a word
 * common to the neighbourhood hardly names one cluster of it. Words that are hardly likelier here than there weigh
 * nothing, or the product's own name would stand in every second name.
 *
 * @param documents - the distinct words of each document.
 * @returns weighs one cluster, given as indexes into `documents`: its members and its nearest outsiders. Where only some of
 *   the members are given, `size` says how many there are.
 * @see Grootendorst, "BERTopic: Neural topic modeling with a class-based TF-IDF procedure", 2022
 */
export function weighClusterWords(
  documents: readonly (readonly string[])[],
): (cluster: { members: readonly number[]; outsiders: readonly number[]; size?: number }) => WordWeights {
  const documentCounts = countWords(documents, documents.keys());
  return ({ members, outsiders, size = members.length }) => {
    const inside = countWords(documents, members);
    const nearby = countWords(documents, outsiders);
    const elsewhere = documents.length - size;
    const scale = size / Math.max(1, members.length);
    const weights: WordWeights = new Map();
    for (const [word, count] of inside) {
      const p = count / members.length;
      const countElsewhere = Math.max(0, (documentCounts.get(word) ?? 0) - count * scale);
      const shareElsewhere = (countElsewhere + 0.5) / (elsewhere + 1);
      const shareNearby = ((nearby.get(word) ?? 0) + shareElsewhere) / (outsiders.length + 1);
      const q = (2 * shareElsewhere + shareNearby) / 3;
      if (p > LEAST_LIFT * q) weights.set(word, p * Math.log(p / (LEAST_LIFT * q)));
    }
    return weights;
  };
}

/** In how many of the documents each word is. */
export function countWords(documents: readonly (readonly string[])[], indexes: Iterable<number>): Map<string, number> {
  const counts = new Map<string, number>();
  for (const index of indexes) for (const word of documents[index]) counts.set(word, (counts.get(word) ?? 0) + 1);
  return counts;
}
