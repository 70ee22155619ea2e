/** Length of a sentence's vector. */
export const SENTENCE_DIMENSIONS = 512;

/** What runs the Universal Sentence Encoder Lite. */
export interface SentenceModel {
  /**
   * Embeds texts, none of them blank, in an order that suits it.
   *
   * @param write - called once a text with its index and its vector, of unit length; copies what it keeps.
   * @param pause - awaited often.
   */
  encode(
    texts: readonly string[],
    write: (index: number, vector: ArrayLike<number>) => void,
    pause: () => Promise<void>,
  ): Promise<void>;
}
