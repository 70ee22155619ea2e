/**
 * Options of a request's loaders: they send what they were asked for after all resolvers that can go on without the
 * database have gone on.
 *
 * The loader's own rule waits for one round of promises only; a resolver a few promises behind would send a statement
 * of its own, so the number of statements would depend on the shape of the query.
 */
export const BATCHED = {
  batchScheduleFn: (send: () => void): void => void setImmediate(send),
};
