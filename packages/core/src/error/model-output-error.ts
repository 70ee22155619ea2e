/** Why an answer could not be used. */
export type ModelOutputFault = 'schema' | 'refusal' | 'truncated' | 'empty';

/** What came back, and for which call. */
export interface ModelOutputFailure {
  provider: string;
  modelId: string;
  /** How often the model was asked, each time with the error of the time before. */
  attempts: number;
  /** Which conversation or cluster it was for, where the caller said so. */
  item: string | null;
  fault: ModelOutputFault;
  /** The last answer as it came; empty if there was none. */
  rawText: string;
  /** What is wrong with it, one line each: `at userFrustration: expected a number, got "high"`. */
  issues: readonly string[];
}

/**
 * A model answered, but never with what was asked for.
 *
 * The raw answer is a property and not part of the message, because it may repeat what users said.
 */
export class ModelOutputError extends Error {
  static readonly code = 'MODEL_OUTPUT';
  readonly code = ModelOutputError.code;
  override readonly name = 'ModelOutputError';
  readonly provider: string;
  readonly modelId: string;
  readonly attempts: number;
  readonly item: string | null;
  readonly fault: ModelOutputFault;
  readonly rawText: string;
  readonly issues: readonly string[];

  constructor(failure: ModelOutputFailure) {
    const { provider, modelId, attempts, item, fault, rawText, issues } = failure;
    const subject = item === null ? '' : ` for ${item}`;
    const asked = attempts === 1 ? 'asked once' : `asked ${attempts} times`;
    super(`${provider}/${modelId} gave no usable answer${subject}, ${asked}: ${issues.join('; ')}.`);
    this.provider = provider;
    this.modelId = modelId;
    this.attempts = attempts;
    this.item = item;
    this.fault = fault;
    this.rawText = rawText;
    this.issues = issues;
  }

  /** The same failure for another item, as when two items share one call. */
  forItem(item: string | null): ModelOutputError {
    return new ModelOutputError({ ...this, item });
  }
}
