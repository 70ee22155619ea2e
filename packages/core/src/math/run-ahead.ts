/**
 * Gives the results of jobs in their order, while the next ones are under way.
 *
 * @param count - how many jobs there are.
 * @param start - starts job i.
 * @param countAhead - how many to start before the result of one is read; asked before each.
 * @returns what gives the next result; to be called `count` times at most.
 */
export function runAhead<T>(
  count: number,
  start: (i: number) => Promise<T>,
  countAhead: () => number,
): () => Promise<T> {
  const underWay: Promise<T>[] = [];
  let started = 0;
  return () => {
    while (started < count && underWay.length <= countAhead()) {
      const job = start(started++);
      // Read later, or never if an earlier one fails.
      if (underWay.length > 0) job.catch(() => {});
      underWay.push(job);
    }
    return underWay.shift()!;
  };
}
