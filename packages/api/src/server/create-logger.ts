import type { Logger } from 'pino';
import { destination, pino } from 'pino';

/** Log lines as JSON on standard error; standard output is for results. */
export function createLogger(level: string): Logger {
  return pino(
    { level, base: undefined, serializers: { error: pino.stdSerializers.err }, redact: ['*.authorization'] },
    destination({ fd: 2, sync: true }),
  );
}
