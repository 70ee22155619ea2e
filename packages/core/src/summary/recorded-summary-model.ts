import { fingerprint } from '../checkpoint/fingerprint.ts';
import { InvalidInputError } from '../error/invalid-input-error.ts';
import type { Summary } from './summary.ts';
import type { RecordedDefinition } from './summary-model-definition.ts';
import type { SummaryModel } from './summary-model.ts';

/** Stands for summaries that were made elsewhere. They can be clustered again, but it makes no new ones. */
export class RecordedSummaryModel implements SummaryModel {
  readonly provider = 'recorded';
  readonly modelId: string;
  readonly fingerprint: string;
  readonly concurrency = 1;

  constructor({ source, contentHash }: RecordedDefinition) {
    this.modelId = source;
    this.fingerprint = fingerprint({ kind: 'recorded', contentHash });
  }

  /** @throws {InvalidInputError} always. */
  async summarise(): Promise<Summary> {
    throw new InvalidInputError(
      'These summaries were recorded elsewhere, and the model that wrote them is not here: it cannot summarise ' +
        'anything new. Start a run from the summaries of the imported run, or choose another summary model.',
    );
  }
}
