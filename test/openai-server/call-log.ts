/** What came for one content. */
export interface ContentCalls {
  received: number;
  /** Answers that were sound and sent whole. */
  completed: number;
}

/** Counts requests by content, so that tests can prove that nothing finished is asked for again. */
export class CallLog {
  readonly #byContent = new Map<string, ContentCalls>();
  #chat = 0;
  #embedding = 0;
  #inFlight = 0;
  #maxInFlight = 0;

  /** @returns how often the same content came before. */
  receive(kind: 'chat' | 'embedding', content: string): number {
    if (kind === 'chat') this.#chat++;
    else this.#embedding++;
    this.#inFlight++;
    this.#maxInFlight = Math.max(this.#maxInFlight, this.#inFlight);
    const calls = this.#of(content);
    return calls.received++;
  }

  leave(): void {
    this.#inFlight--;
  }

  complete(content: string): void {
    this.#of(content).completed++;
  }

  /** Embedded texts are counted one by one, whatever batch they came in. */
  completeText(text: string): void {
    const calls = this.#of(`text:${text}`);
    calls.received++;
    calls.completed++;
  }

  summary(): CallSummary {
    const all = [...this.#byContent.values()];
    return {
      chat: this.#chat,
      embedding: this.#embedding,
      distinct: all.length,
      completed: all.filter(({ completed }) => completed > 0).length,
      repeated: all.filter(({ completed }) => completed > 1).length,
      inFlight: this.#inFlight,
      maxInFlight: this.#maxInFlight,
    };
  }

  reset(): void {
    this.#byContent.clear();
    this.#chat = 0;
    this.#embedding = 0;
    this.#maxInFlight = this.#inFlight;
  }

  #of(content: string): ContentCalls {
    const calls = this.#byContent.get(content) ?? { received: 0, completed: 0 };
    this.#byContent.set(content, calls);
    return calls;
  }
}

export interface CallSummary {
  /** Requests for chat completions. */
  chat: number;
  /** Requests for embeddings, each a batch. */
  embedding: number;
  /** Different contents; an embedded text counts as one. */
  distinct: number;
  /** Contents that were answered soundly at least once. */
  completed: number;
  /** Contents that were answered soundly more than once. A client that keeps answers leaves this at 0. */
  repeated: number;
  inFlight: number;
  maxInFlight: number;
}
