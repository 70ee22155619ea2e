import type { Logger } from 'pino';

interface EngineLogger {
  info(entry: unknown): void;
  debug(entry: unknown): void;
  warn(entry: unknown): void;
  error(entry: unknown): void;
}

/** For clients, whose errors reach the caller anyway. */
export const SILENT_ENGINE_LOGGER: EngineLogger = {
  info: () => undefined,
  debug: () => undefined,
  warn: () => undefined,
  error: () => undefined,
};

/** How the engine says that a workflow was cancelled, or taken over, while it was executed. */
const GIVEN_UP = /Waiting for the (owner's )?recorded outcome$/;

/**
 * The durable engine's messages in our log. Its everyday messages are only of use when it is being debugged, and so is
 * that it has no outcome of a run that was cancelled: what became of a run stands in our own tables.
 */
export function createEngineLogger(logger: Logger): EngineLogger {
  const child = logger.child({ part: 'engine' });
  return {
    info: (entry) => child.debug(String(entry)),
    debug: (entry) => child.trace(String(entry)),
    warn: (entry) => (GIVEN_UP.test(String(entry)) ? child.debug(String(entry)) : child.warn(String(entry))),
    error: (entry) => (entry instanceof Error ? child.error(entry) : child.error(String(entry))),
  };
}
