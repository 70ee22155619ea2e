import { InvalidInputError } from '@understory/core';
import type { Context } from '../context.ts';

/**
 * The events of a subscription to one thing: each is resolved with loaders of its own, because what an earlier event
 * loaded is old by then.
 *
 * @throws {InvalidInputError} if there is no such thing; a stream that just ends would say that it is done.
 */
export async function beginSubscription<T>(
  { refresh }: Pick<Context, 'refresh'>,
  subject: { kind: string; id: string; isThere: boolean },
  events: () => AsyncIterable<T>,
): Promise<AsyncIterable<T>> {
  if (!subject.isThere) throw new InvalidInputError(`There is no ${subject.kind} "${subject.id}".`);
  return (async function* () {
    for await (const event of events()) {
      refresh();
      yield event;
    }
  })();
}
