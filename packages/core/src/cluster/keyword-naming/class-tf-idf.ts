/** How much each word sets a cluster apart, most first. */
export type WordWeights = Map<string, number>;

/**
 * Weighs the words of clusters: class-based TF-IDF on shares of documents.
 *
 * A word's weight in a cluster is p · ln(p / q), where p is the share of the cluster's documents that hold it and q the
 * share elsewhere: the mean of the share in all other documents and the share in the nearest outsiders, so that a word
 * common to the neighbourhood does not name one cluster of it. Words that are no likelier here than there weigh nothing.
 *
 * @param documents - the distinct words of each document.
 * @param clusters - indexes into `documents`: a cluster's members and its nearest outsiders.
 * @see Grootendorst, "BERTopic: Neural topic modeling with a class-based TF-IDF procedure", 2022
 */
export function weighClusterWords(
  documents: readonly (readonly string[])[],
  clusters: readonly { members: readonly number[]; outsiders: readonly number[] }[],
): WordWeights[] {
  const documentCounts = countWords(documents);
  return clusters.map(({ members, outsiders }) => {
    const inside = countWords(members.map((index) => documents[index]));
    const nearby = countWords(outsiders.map((index) => documents[index]));
    const elsewhere = documents.length - members.length;
    const weights: WordWeights = new Map();
    for (const [word, count] of inside) {
      const p = count / members.length;
      const shareElsewhere = ((documentCounts.get(word) ?? 0) - count + 0.5) / (elsewhere + 1);
      const shareNearby = ((nearby.get(word) ?? 0) + shareElsewhere) / (outsiders.length + 1);
      const q = (shareElsewhere + shareNearby) / 2;
      if (p > q) weights.set(word, p * Math.log(p / q));
    }
    return weights;
  });
}

function countWords(documents: readonly (readonly string[])[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const words of documents) for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  return counts;
}
