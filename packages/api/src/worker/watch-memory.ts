const SAMPLING_MS = 100;

/**
 * Watches how much memory this process holds (its resident set).
 *
 * @returns a function that ends the watch and gives the most that was seen, in bytes. What comes and goes between two
 *   samples, a tenth of a second apart, is not seen.
 */
export function watchMemory(): () => number {
  let peak = process.memoryUsage.rss();
  const timer = setInterval(() => {
    peak = Math.max(peak, process.memoryUsage.rss());
  }, SAMPLING_MS);
  timer.unref();
  return () => {
    clearInterval(timer);
    return Math.max(peak, process.memoryUsage.rss());
  };
}
