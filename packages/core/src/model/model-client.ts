import { describeIssues } from '../error/describe-issues.ts';
import { InvalidInputError } from '../error/invalid-input-error.ts';
import { ModelCallError } from '../error/model-call-error.ts';
import type { Budget } from './budget.ts';
import { CallLane } from './call-lane.ts';
import { RetriesExhausted, callWithRetry } from './call-with-retry.ts';
import type { ChatProvider } from './chat-provider.ts';
import { ClientLanguageModel } from './client-language-model.ts';
import type { LanguageModel, TokenUsage } from './language-model.ts';
import { MemoryModelCallCache } from './memory-model-call-cache.ts';
import type { ModelCallCache } from './model-call-cache.ts';
import { modelClientOptionsSchema } from './model-client-options.ts';
import type { ModelClientSettings, ModelClientSettingsInput } from './model-client-options.ts';
import { OPENAI_PRICES, priceCall } from './prices.ts';
import type { PriceTable } from './prices.ts';
import { SingleFlight } from './single-flight.ts';
import { UsageLedger } from './usage-ledger.ts';
import type { UsageLabel } from './usage-ledger.ts';

export interface ModelClientOptions extends ModelClientSettingsInput {
  /** Where finished calls are kept; in memory when not given. */
  cache?: ModelCallCache;
}

/** What a model's calls are accounted under and may spend. */
export interface CallAccount extends UsageLabel {
  budget?: Budget;
}

/** One model on one server. */
export interface CallTarget {
  provider: string;
  modelId: string;
  endpoint: string;
}

/** One call that may take several tries. */
export interface ModelCall<T> {
  target: CallTarget;
  account: CallAccount;
  /** The most it can take. Asked for when the call's turn comes, and only if a limit, a budget or a gap needs it. */
  estimate(): TokenUsage;
  /** One try. */
  send(signal: AbortSignal): Promise<{ answer: T; usage: TokenUsage | null }>;
  /** Goes before calls that wait, because it finishes something begun. */
  isUrgent?: boolean;
  signal?: AbortSignal;
}

export interface ModelCallOutcome<T> {
  answer: T;
  usage: TokenUsage;
  attempts: number;
  costDollars: number | null;
}

/**
 * The one way to a remote model: cache, limits, retries, time-outs, budget and accounting for every call.
 *
 * Calls with the same content, at the same time or one after the other, are sent once.
 *
 * @example
 * const client = new ModelClient({ concurrency: 20, requestsPerMinute: 500 });
 * const model = client.languageModel(new OpenAIChatProvider({ apiKey, modelId: 'gpt-4o-mini' }), { step: 'summary' });
 * const { object } = await model.generateObject({ prompt, schema, schemaName: 'summary' });
 * client.usage.total().costDollars;
 */
export class ModelClient {
  readonly cache: ModelCallCache;
  readonly usage = new UsageLedger();
  readonly settings: Readonly<ModelClientSettings>;
  readonly prices: PriceTable;
  /** Identical calls under way, by cache key. */
  readonly inFlight = new SingleFlight();
  readonly #lanes = new Map<string, CallLane>();

  /** @throws {InvalidInputError} if a setting is out of its range. */
  constructor({ cache = new MemoryModelCallCache(), ...settings }: ModelClientOptions = {}) {
    const parsed = modelClientOptionsSchema.safeParse(settings);
    if (!parsed.success) {
      throw new InvalidInputError(`The model client's settings are wrong: ${describeIssues('', parsed.error)}.`);
    }
    this.cache = cache;
    this.settings = parsed.data;
    this.prices = { ...OPENAI_PRICES, ...parsed.data.prices };
  }

  /** A language model whose calls go through this client. */
  languageModel(provider: ChatProvider, account: CallAccount = {}): LanguageModel {
    return new ClientLanguageModel(this, provider, account);
  }

  /**
   * Makes one call, without the cache.
   *
   * @throws {ModelCallError} if no answer came after all retries.
   * @throws {BudgetExceededError} before anything is sent, if the call could exceed the account's budget.
   */
  async call<T>(call: ModelCall<T>): Promise<ModelCallOutcome<T>> {
    const { target, account, signal } = call;
    const lane = this.#laneOf(target);
    return lane.enter(
      async () => {
        const estimate = once(call.estimate);
        // Reserved only now: what waits in the queue does not yet tie up money.
        const { budget } = account;
        const settle =
          budget &&
          (await budget.reserveWhenFree(priceCall(this.prices, target.modelId, estimate()), target.modelId, signal));
        let paid: number | null = 0;
        try {
          const outcome = await this.#send(lane, call, estimate);
          paid = outcome.costDollars;
          return outcome;
        } finally {
          settle?.(paid ?? 0);
        }
      },
      { signal, isUrgent: call.isUrgent ?? false },
    );
  }

  async #send<T>(lane: CallLane, call: ModelCall<T>, estimate: () => TokenUsage): Promise<ModelCallOutcome<T>> {
    const { target, signal } = call;
    const ledgerKey = {
      run: call.account.run,
      step: call.account.step,
      provider: target.provider,
      modelId: target.modelId,
    };
    try {
      const { value, attempts } = await callWithRetry((trySignal) => call.send(trySignal), {
        ...this.settings,
        signal,
        admit: () => lane.admit(estimate, signal),
      });
      // A server that does not count is taken at the estimate, which is the most it can have been.
      const usage = value.usage ?? estimate();
      lane.settle(estimate, usage);
      const costDollars = priceCall(this.prices, target.modelId, usage);
      this.usage.record(ledgerKey, { attempts, ...usage, costDollars });
      return { answer: value.answer, usage, attempts, costDollars };
    } catch (error) {
      if (!(error instanceof RetriesExhausted)) throw error;
      const { attempts, failure } = error;
      this.usage.record(ledgerKey, { attempts });
      const { provider, modelId } = target;
      const { status } = failure;
      throw new ModelCallError(
        failure.message,
        { provider, modelId, attempts, item: null, status },
        { cause: failure },
      );
    }
  }

  #laneOf({ provider, endpoint, modelId }: CallTarget): CallLane {
    const key = JSON.stringify([provider, endpoint, modelId]);
    const lane = this.#lanes.get(key) ?? new CallLane(this.settings);
    this.#lanes.set(key, lane);
    return lane;
  }
}

/** Counting tokens takes time, so it is done once at most. */
function once<T>(compute: () => T): () => T {
  let computed: { value: T } | null = null;
  return () => {
    computed ??= { value: compute() };
    return computed.value;
  };
}
