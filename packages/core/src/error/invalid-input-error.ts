/** Something the caller passed in is wrong: a file, an option, a mutation's input. The message says what was expected. */
export class InvalidInputError extends Error {
  static readonly code = 'INVALID_INPUT';
  readonly code = InvalidInputError.code;
  override readonly name = 'InvalidInputError';
}
