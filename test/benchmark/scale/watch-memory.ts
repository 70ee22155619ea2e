import { monitorEventLoopDelay } from 'node:perf_hooks';

/** Looks at the process's resident memory 50 times a second, and at how long the event loop is held. */
export function watchMemory(): { stop(): { startBytes: number; peakBytes: number; longestHoldMs: number } } {
  globalThis.gc?.();
  const startBytes = process.memoryUsage.rss();
  let peakBytes = startBytes;
  const look = (): void => {
    peakBytes = Math.max(peakBytes, process.memoryUsage.rss());
  };
  const timer = setInterval(look, 20);
  const delay = monitorEventLoopDelay({ resolution: 10 });
  delay.enable();
  return {
    stop() {
      clearInterval(timer);
      delay.disable();
      look();
      return { startBytes, peakBytes, longestHoldMs: delay.max / 1e6 };
    },
  };
}
