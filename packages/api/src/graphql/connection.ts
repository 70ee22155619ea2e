import type { ClassType } from 'type-graphql';
import { Field, Int, ObjectType } from 'type-graphql';
import { InvalidInputError } from '@understory/core';

const MAX_PAGE_SIZE = 1000;
const DEFAULT_PAGE_SIZE = 20;

@ObjectType({ description: 'Where a page lies in its list.' })
export class PageInfo {
  @Field(() => Boolean, { description: 'Whether to ask again with `after: endCursor`.' })
  hasNextPage!: boolean;

  @Field(() => Boolean, { description: 'Whether the page was asked for with `after`, so that it is not the first.' })
  hasPreviousPage!: boolean;

  @Field(() => String, { nullable: true, description: 'Cursor of the first item; null on an empty page.' })
  startCursor!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Cursor of the last item, for `after` of the next page; null on an empty page.',
  })
  endCursor!: string | null;
}

/** A page of a longer list, in Relay's form. */
export interface Connection<T> {
  edges: { cursor: string; node: T }[];
  pageInfo: PageInfo;
  totalCount: number;
}

/** Makes the GraphQL types `NameConnection` and `NameEdge` of a node type. */
export function createConnectionType<T extends object>(nodeType: ClassType<T>, name: string): ClassType<Connection<T>> {
  @ObjectType(`${name}Edge`, { description: 'An item of a page.' })
  class Edge {
    @Field(() => String, { description: 'For `after`: the page that begins behind this item.' })
    cursor!: string;

    @Field(() => nodeType, { description: 'The item itself.' })
    node!: T;
  }

  @ObjectType(`${name}Connection`, {
    description: 'A page of a longer list: `first` items, from the one behind the cursor `after`.',
  })
  class NodeConnection implements Connection<T> {
    @Field(() => [Edge], { description: 'The items of the page, in the order of the list.' })
    edges!: Edge[];

    @Field(() => PageInfo, { description: 'Where the page lies in the list, and whether there is another.' })
    pageInfo!: PageInfo;

    @Field(() => Int, { description: 'Items of the whole list, whatever the page.' })
    totalCount!: number;
  }
  return NodeConnection;
}

/** Options of the argument `first`. @param count - the size of a page that nobody gives a size to. */
export function describeFirst(count = DEFAULT_PAGE_SIZE): {
  nullable: true;
  defaultValue: number;
  description: string;
} {
  return { nullable: true, defaultValue: count, description: `Items at most, in 1 … ${MAX_PAGE_SIZE}.` };
}

/** Options of the argument `after`. */
export const AFTER = {
  nullable: true,
  description: '`pageInfo.endCursor` of the page before; null or nothing for the first page.',
} as const;

/** What a client asks for. */
export interface PageRequest {
  first?: number | null;
  after?: string | null;
}

/** The same, checked: how many, and the number behind the cursor. */
export interface Page {
  limit: number;
  /** The number in the cursor of the last item that the client has; null from the start. */
  after: number | null;
}

/**
 * Checks a page request. A cursor is a number that stays with its item: a position, a rank or a sequence number.
 *
 * @throws {InvalidInputError} if `first` is not in 1 … 1000, or `after` is not a cursor of this API.
 */
export function readPage({ first, after }: PageRequest): Page {
  const limit = first ?? DEFAULT_PAGE_SIZE;
  if (limit < 1 || limit > MAX_PAGE_SIZE) {
    throw new InvalidInputError(`Expected first in 1 … ${MAX_PAGE_SIZE}, got ${limit}.`);
  }
  return { limit, after: after === null || after === undefined ? null : readCursor(after) };
}

function readCursor(cursor: string): number {
  const match = /^c:(\d{1,15})$/.exec(Buffer.from(cursor, 'base64url').toString());
  if (match === null)
    throw new InvalidInputError(`Expected after to be a cursor from an earlier page, got "${cursor}".`);
  return Number(match[1]);
}

/**
 * A page of a list that is in memory; a cursor holds the place in it.
 *
 * @throws {InvalidInputError} if it asks for what `readPage` refuses.
 */
export function paginate<T, U>(list: readonly T[], request: PageRequest, present: (item: T) => U): Connection<U> {
  const page = readPage(request);
  const offset = page.after === null ? 0 : page.after + 1;
  const found = list.slice(offset, offset + page.limit + 1).map(present);
  return toConnection(found, page, list.length, (_item, index) => offset + index);
}

/**
 * Puts a page into Relay's form.
 *
 * @param found - the page's items, and one more if there is a next page.
 * @param numberOf - the number that the cursor of an item holds.
 */
export function toConnection<T>(
  found: readonly T[],
  page: Page,
  totalCount: number,
  numberOf: (item: T, index: number) => number,
): Connection<T> {
  const edges = found.slice(0, page.limit).map((node, index) => ({
    cursor: Buffer.from(`c:${numberOf(node, index)}`).toString('base64url'),
    node,
  }));
  return {
    edges,
    totalCount,
    pageInfo: {
      hasNextPage: found.length > page.limit,
      hasPreviousPage: page.after !== null,
      startCursor: edges.at(0)?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
  };
}
