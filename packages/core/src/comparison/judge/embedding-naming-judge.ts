import { fingerprint } from '../../checkpoint/fingerprint.ts';
import type { Message } from '../../conversation/conversation.ts';
import type { EmbeddingModel, TextEncoder } from '../../embedding/embedding-model.ts';
import type { Matrix } from '../../math/matrix.ts';
import { matrixRow } from '../../math/matrix.ts';
import type { StepOptions } from '../../step-options.ts';
import type { NamingJudge, Placement, SortedConversation, Topic } from './naming-judge.ts';

/**
 * Sorts conversations by the similarity of their own words to a topic's name and description. Needs no key and knows no
 * meaning: a judge for a first number, not a reader.
 *
 * @example
 * const judge = await EmbeddingNamingJudge.learn(conversations, { model: createEmbeddingModel(options), seed: 42 });
 */
export class EmbeddingNamingJudge implements NamingJudge {
  readonly provider: string;
  readonly modelId: string;
  readonly fingerprint: string;
  readonly concurrency = 1;
  readonly #encoder: TextEncoder;
  /** Vectors of the topics that were asked for. */
  readonly #known = new WeakMap<readonly Topic[], Matrix>();

  private constructor(model: EmbeddingModel, encoder: TextEncoder, seed: number) {
    this.provider = model.provider;
    this.modelId = model.modelId;
    this.#encoder = encoder;
    this.fingerprint = fingerprint({ kind: 'embedding-naming-judge', version: 1, model: model.fingerprint, seed });
  }

  /**
   * Learns the words' meanings from conversations.
   *
   * @param conversations - as many of the dataset as there is time for; all runs must be tested with the same ones.
   */
  static async learn(
    conversations: readonly Pick<SortedConversation, 'messages'>[],
    { model, seed, ...step }: StepOptions & { model: EmbeddingModel; seed: number },
  ): Promise<EmbeddingNamingJudge> {
    const texts = conversations.map(({ messages }) => askedText(messages));
    const { encoder } = await model.embedCorpus(texts, { seed, ...step });
    return new EmbeddingNamingJudge(model, await model.restoreEncoder(encoder), seed);
  }

  async place(
    { messages }: SortedConversation,
    topics: readonly Topic[],
    { signal }: { signal?: AbortSignal } = {},
  ): Promise<Placement> {
    const vectors = await this.#encodeTopics(topics, signal);
    const own = matrixRow(await this.#encoder.encode([askedText(messages)], { signal }), 0);
    let best: number | null = null;
    // Nothing in common is no answer; ties go to the first.
    let highest = 0;
    for (let topic = 0; topic < topics.length; topic++) {
      const row = matrixRow(vectors, topic);
      const similarity = row.reduce((sum, value, d) => sum + value * own[d], 0);
      if (similarity > highest) [best, highest] = [topic, similarity];
    }
    if (best === null) return { topic: null, reason: 'It shares no known word with any name or description.' };
    return { topic: best, reason: `Similarity ${highest.toFixed(2)}, the highest of ${topics.length}.` };
  }

  async #encodeTopics(topics: readonly Topic[], signal: AbortSignal | undefined): Promise<Matrix> {
    const known = this.#known.get(topics);
    if (known !== undefined) return known;
    const texts = topics.map(({ name, description }) => `${name}. ${description}`);
    const vectors = await this.#encoder.encode(texts, { signal });
    this.#known.set(topics, vectors);
    return vectors;
  }
}

/** What the users said; all that was said where they said nothing. */
function askedText(messages: readonly Message[]): string {
  const asked = messages.filter(({ role }) => role === 'user');
  return (asked.length > 0 ? asked : messages).map(({ content }) => content).join('\n\n');
}
