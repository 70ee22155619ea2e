import urql, { Client, fetchExchange, gql } from '@urql/vue';
import { mount } from '@vue/test-utils';
import { expect, test } from 'vitest';
import { ref, type Ref } from 'vue';
import { useWholeList, type WholeList } from './useWholeList.ts';

interface Letters {
  letters: {
    totalCount: number;
    pageInfo: { hasNextPage: boolean; endCursor: string | null };
    edges: { node: string }[];
  } | null;
}
interface Wanted {
  letterCase: string;
  first: number;
  after: string | undefined;
}

const PAGES: Record<string, string[]> = { start: ['a', 'b'], b: ['c', 'd'], d: ['e'] };
const QUERY = gql<Letters, Wanted>(
  'query ($letterCase: String, $first: Int, $after: String) { letters { totalCount } }',
);

/** A server that gives a list in three pages, in upper case if asked so; no list in no case. */
async function answer(_address: unknown, init?: RequestInit): Promise<Response> {
  const { variables } = JSON.parse(String(init?.body)) as { variables: Wanted };
  const page = PAGES[variables.after ?? 'start'] ?? [];
  const edges = page.map((letter) => ({ node: variables.letterCase === 'upper' ? letter.toUpperCase() : letter }));
  const pageInfo = { hasNextPage: page.length === 2, endCursor: page.at(-1) ?? null };
  const data: Letters = { letters: variables.letterCase === 'none' ? null : { totalCount: 5, pageInfo, edges } };
  return Promise.resolve(Response.json({ data }));
}

function open(letterCase: Ref<string>, isPaused: Ref<boolean>): WholeList<string> {
  let list: WholeList<string> | undefined;
  const component = {
    setup: () => {
      list = useWholeList({
        query: QUERY,
        variables: (page) => ({ letterCase: letterCase.value, ...page }),
        read: ({ letters }) => letters,
        isPaused,
      });
      return () => null;
    },
  };
  const client = new Client({
    url: 'http://localhost/graphql',
    exchanges: [fetchExchange],
    fetch: answer,
    preferGetMethod: false,
  });
  mount(component, { global: { plugins: [[urql, client]] } });
  return list!;
}

test('a list is read to its end, and anew when it becomes another', async () => {
  const letterCase = ref('lower');
  const { items, isFetching } = open(letterCase, ref(false));
  expect([items.value, isFetching.value]).toEqual([undefined, true]);
  await expect.poll(() => isFetching.value).toBe(false);
  expect(items.value).toEqual(['a', 'b', 'c', 'd', 'e']);
  letterCase.value = 'upper';
  await expect.poll(() => items.value).toEqual(['A', 'B', 'C', 'D', 'E']);
});

test('of two lists asked for one after the other, the later one stays', async () => {
  const letterCase = ref('lower');
  const { items, isFetching, reload } = open(letterCase, ref(false));
  letterCase.value = 'upper';
  reload();
  await expect.poll(() => isFetching.value).toBe(false);
  expect(items.value).toEqual(['A', 'B', 'C', 'D', 'E']);
});

test('nothing is asked for while it is paused, and no list is no list', async () => {
  const isPaused = ref(true);
  const letterCase = ref('lower');
  const { items, isFetching } = open(letterCase, isPaused);
  expect([items.value, isFetching.value]).toEqual([undefined, false]);
  isPaused.value = false;
  await expect.poll(() => items.value).toHaveLength(5);
  letterCase.value = 'none';
  await expect.poll(() => items.value).toBeUndefined();
});
