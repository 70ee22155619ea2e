/** A stored step result is missing, unreadable or of another fingerprint than asked for. */
export class CheckpointError extends Error {
  static readonly code = 'CHECKPOINT';
  readonly code = CheckpointError.code;
  override readonly name = 'CheckpointError';
}
