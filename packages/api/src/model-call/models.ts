import type {
  CallAccount,
  EmbeddingAccess,
  LanguageModel,
  ModelCallCache,
  ModelClientSettingsInput,
} from '@understory/core';
import { InvalidInputError, ModelClient, OpenAIChatProvider, priceCall } from '@understory/core';

/** How remote models are reached. Comes from the environment; the key and the address are kept nowhere else. */
export interface ModelSettings {
  apiKey: string | null;
  /** Of a server that speaks OpenAI's protocol; null for OpenAI itself. */
  baseURL: string | null;
  /** Limits and prices. */
  client: ModelClientSettingsInput;
}

/** Which model is meant: `{ provider: 'openai', modelId: 'gpt-4o-mini' }`. */
export interface ModelName {
  provider: string;
  modelId: string;
}

/** Stands for a key where models are only asked for their fingerprints. */
const NO_KEY = 'none';

export const NO_MODELS: ModelSettings = { apiKey: null, baseURL: null, client: {} };

export type Models = ReturnType<typeof createModels>;

/** The remote models of this process, behind one client: its limits hold for all runs and requests together. */
export function createModels(settings: ModelSettings, cache: ModelCallCache) {
  const client = new ModelClient({ ...settings.client, cache });
  const isReachable = settings.apiKey !== null || settings.baseURL !== null;
  /** One a model: it remembers which way of asking the server understands. */
  const chatProviders = new Map<string, OpenAIChatProvider>();

  const chatProvider = ({ provider, modelId }: ModelName): OpenAIChatProvider => {
    if (provider !== 'openai') throw new InvalidInputError(`Expected the provider openai, got "${provider}".`);
    let found = chatProviders.get(modelId);
    if (found === undefined) {
      const { apiKey, baseURL } = settings;
      found = new OpenAIChatProvider({ apiKey: isReachable ? apiKey : NO_KEY, baseURL, modelId });
      chatProviders.set(modelId, found);
    }
    return found;
  };

  return {
    client,
    settings,
    isReachable,

    /** A language model whose calls are accounted under `account`. Without a key it can be planned with, not asked. */
    languageModel(name: ModelName, account: CallAccount): LanguageModel {
      const model = client.languageModel(chatProvider(name), account);
      if (isReachable) return model;
      const { provider, modelId, fingerprint } = model;
      return { provider, modelId, fingerprint, generateObject: () => Promise.reject(createUnreachableError(name)) };
    },

    /** The way to a remote embedding model, with its calls accounted under `account`. */
    embeddingAccess(account: CallAccount): EmbeddingAccess {
      return { client, apiKey: isReachable ? settings.apiKey : NO_KEY, baseURL: settings.baseURL, account };
    },

    /** @throws {InvalidInputError} that names the variables to set, if there is no way to the model. */
    requireReachable(name: ModelName): void {
      if (!isReachable) throw createUnreachableError(name);
    },

    /** @throws {InvalidInputError} if nobody knows what the model costs. */
    requirePrice({ modelId }: ModelName): void {
      if (priceCall(client.prices, modelId, { inputTokens: 0, outputTokens: 0 }) !== null) return;
      throw new InvalidInputError(
        `A budget cannot be kept: the price of "${modelId}" is not known. Add it to the file that UNDERSTORY_PRICES names.`,
      );
    },
  };
}

function createUnreachableError({ provider, modelId }: ModelName): InvalidInputError {
  return new InvalidInputError(
    `${provider}/${modelId} cannot be asked: set OPENAI_API_KEY, or OPENAI_BASE_URL for a server of your own, ` +
      'where the server and its workers are started.',
  );
}
