import type { DestinationStream, Logger } from 'pino';
import { destination, pino } from 'pino';

/**
 * Log lines as JSON on standard error; standard output is for results.
 *
 * @param stream - takes the lines instead.
 */
export function createLogger(level: string, stream: DestinationStream = destination({ fd: 2, sync: true })): Logger {
  return pino(
    { level, base: undefined, serializers: { error: pino.stdSerializers.err }, redact: ['*.authorization'] },
    stream,
  );
}
