import { InvalidInputError } from '@understory/core';

/**
 * A whole number from the command line.
 *
 * @throws {InvalidInputError} that names the option, if it is not in 1 … `most`.
 */
export function readCount(option: string, value: string, most: number): number {
  const count = Number(value);
  if (Number.isInteger(count) && count >= 1 && count <= most) return count;
  throw new InvalidInputError(`Expected ${option} to be a whole number in 1 … ${most}, got "${value}".`);
}
