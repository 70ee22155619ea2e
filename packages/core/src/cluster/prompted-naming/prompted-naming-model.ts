import pMap from 'p-map';
import { fingerprint } from '../../checkpoint/fingerprint.ts';
import { generateCheckedObject } from '../../model/generate-checked-object.ts';
import type { LanguageModel } from '../../model/language-model.ts';
import { recordFailure } from '../../model/record-failure.ts';
import type { StepOptions } from '../../step-options.ts';
import type { ClusterName } from '../cluster.ts';
import { KeywordNamingModel } from '../keyword-naming/keyword-naming-model.ts';
import { makeNamesUnique } from '../make-names-unique.ts';
import type { NamingModel, NamingRequest } from '../naming-model.ts';
import { findRepeats, groupSiblings } from './find-repeats.ts';
import { namingAnswerSchema, toClusterName } from './naming-answer.ts';
import type { NamingEvidenceLimits } from './naming-prompt.ts';
import { composeNamingMessages, NAMING_EVIDENCE_LIMITS } from './naming-prompt.ts';

export interface PromptedNamingOptions {
  /** 0 (default, repeatable) to 2. */
  temperature?: number;
  maxOutputTokens?: number;
  /** How much of a cluster the model reads; Clio's numbers by default. */
  limits?: Partial<NamingEvidenceLimits>;
  /** Clusters whose prompts are under way at once. The model client's own limits come on top. Default 50. */
  concurrency?: number;
  /** Names the clusters that the language model fails to name. Default: by their keywords. */
  substitute?: NamingModel;
}

/** Raised when prompt, schema or the treatment of answers change, so that older names are not taken for new ones. */
const VERSION = 1;
/** How often a name that repeats a sibling's is asked for again. */
const MAX_REPEAT_ROUNDS = 2;

/**
 * Names clusters with a language model: from the members nearest to the centroid, set apart from the nearest outsiders.
 *
 * A name that repeats a sibling's is asked for again with the names that are taken; what still repeats gets a word or a
 * number in brackets. A cluster whose call fails for good gets its keyword name, and `onFailure` is told.
 *
 * @example
 * const model = new PromptedNamingModel(client.languageModel(provider, { step: 'name' }));
 * const names = await nameBaseClusters({ base, embeddings, summaries }, { model });
 */
export class PromptedNamingModel implements NamingModel {
  readonly provider: string;
  readonly modelId: string;
  readonly fingerprint: string;
  readonly #languageModel: LanguageModel;
  readonly #substitute: NamingModel;
  readonly #limits: NamingEvidenceLimits;
  readonly #temperature: number;
  readonly #maxOutputTokens: number;
  readonly #concurrency: number;

  constructor(languageModel: LanguageModel, options: PromptedNamingOptions = {}) {
    this.provider = languageModel.provider;
    this.modelId = languageModel.modelId;
    this.#languageModel = languageModel;
    this.#substitute = options.substitute ?? new KeywordNamingModel();
    this.#limits = { ...NAMING_EVIDENCE_LIMITS, ...options.limits };
    this.#temperature = options.temperature ?? 0;
    this.#maxOutputTokens = options.maxOutputTokens ?? 400;
    this.#concurrency = options.concurrency ?? 50;
    this.fingerprint = fingerprint({
      kind: 'prompted-naming',
      version: VERSION,
      model: languageModel.fingerprint,
      limits: this.#limits,
      temperature: this.#temperature,
      maxOutputTokens: this.#maxOutputTokens,
      substitute: this.#substitute.fingerprint,
    });
  }

  async nameClusters(request: NamingRequest, options: StepOptions = {}): Promise<ClusterName[]> {
    const total = request.clusters.length;
    let done = 0;
    const askAll = (clusters: readonly number[], takenNames: (cluster: number) => string[]) =>
      pMap(
        clusters,
        async (cluster) => {
          const name = await this.#ask(request, cluster, takenNames(cluster), options);
          if (done < total) options.onProgress?.(++done, total);
          return name;
        },
        { concurrency: this.#concurrency, signal: options.signal },
      );

    const all = Array.from({ length: total }, (_, cluster) => cluster);
    const names = await this.#substituteMissing(request, await askAll(all, () => []), options);
    const siblings = groupSiblings(request.clusters);
    for (let round = 0; round < MAX_REPEAT_ROUNDS; round++) {
      const repeats = findRepeats(names, siblings);
      if (repeats.size === 0) break;
      const others = await askAll([...repeats.keys()], (cluster) => repeats.get(cluster)!);
      [...repeats.keys()].forEach((cluster, i) => (names[cluster] = others[i] ?? names[cluster]));
    }
    for (const group of siblings) {
      const unique = makeNamesUnique(group.map((cluster) => names[cluster]));
      group.forEach((cluster, i) => (names[cluster] = unique[i]));
    }
    return names;
  }

  /** @returns the model's name for one cluster, or null if the call failed for good. */
  async #ask(
    { clusters, summaries }: NamingRequest,
    cluster: number,
    takenNames: readonly string[],
    options: StepOptions,
  ): Promise<ClusterName | null> {
    const item = clusters[cluster].item ?? `cluster ${cluster}`;
    try {
      const answer = await generateCheckedObject(this.#languageModel, {
        messages: composeNamingMessages(clusters[cluster], summaries, { limits: this.#limits, takenNames }),
        schema: namingAnswerSchema,
        schemaName: 'cluster_name',
        temperature: this.#temperature,
        maxOutputTokens: this.#maxOutputTokens,
        item,
        signal: options.signal,
      });
      return toClusterName(answer);
    } catch (error) {
      const substitute = takenNames.length === 0 ? 'it got its keyword name' : "it kept a name like a neighbour's";
      recordFailure(error, { item, substitute }, options);
      return null;
    }
  }

  /** Names all clusters by the substitute if one is missing: keywords are weighed over all of them. */
  async #substituteMissing(
    request: NamingRequest,
    names: readonly (ClusterName | null)[],
    { signal, onFailure }: StepOptions,
  ): Promise<ClusterName[]> {
    if (names.every((name) => name !== null)) return [...names];
    const substitutes = await this.#substitute.nameClusters(request, { signal, onFailure });
    return names.map((name, cluster) => name ?? substitutes[cluster]);
  }
}
