import { accessSync, constants, mkdirSync, statSync } from 'node:fs';
import { EnvironmentError } from '../env.ts';

/**
 * Makes the folder of everything Understory keeps, if there is none.
 *
 * @throws {EnvironmentError} if it cannot be made or written to.
 */
export function makeHome(home: string): void {
  try {
    mkdirSync(home, { recursive: true, mode: 0o755 });
    accessSync(home, constants.W_OK);
  } catch (error) {
    const isFile = statSync(home, { throwIfNoEntry: false })?.isFile() === true;
    const reason = isFile ? 'it is a file' : error instanceof Error ? error.message : String(error);
    throw new EnvironmentError(
      `Cannot keep data in ${home}: ${reason}. Set UNDERSTORY_HOME to a folder that you may write to.`,
      { cause: error },
    );
  }
}
